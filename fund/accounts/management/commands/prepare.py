"""Everything between an installed system and a running one. Run at every start, it finds little to do."""

import logging
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing

from fund.accounts.models import User
from fund.common.commands import Stopped


class Command(BaseCommand):
    help = (
        "Migrates, makes the cache table and the roles, and loads the demonstration into an empty database."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        verbosity = max(options["verbosity"] - 1, 0)
        # Wagtail tells of each page that it makes; nobody asked.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        self.stdout.write("Preparing the database…")
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        self.migrate(verbosity)
        call_command("createcachetable", verbosity=verbosity)
        call_command("sync_roles", verbosity=verbosity)
        call_command("set_up_site", verbosity=verbosity)
        if settings.DEMONSTRATION and not User.objects.exists() and "seed_demo" in get_commands():
            self.stdout.write("Loading the demonstration (once)…")
            call_command("seed_demo")
        if settings.DEMONSTRATION:
            self.stdout.write(f"\n{settings.FUND_NAME}: {settings.PUBLIC_URL}/\n")
            call_command("who_may_sign_in", stdout=self.stdout)
            self.stdout.write("  Ctrl-C stops it.\n")

    def migrate(self, verbosity: int) -> None:
        """A database that is not there, or not ours to write to, is told in a sentence."""
        try:
            connection.ensure_connection()
            call_command("migrate", interactive=False, verbosity=verbosity)
        except (DatabaseError, MigrationSchemaMissing) as error:
            reason = " ".join(str(error).split())
            raise Stopped(f"The database that DATABASE_URL names can't be used: {reason}") from error
