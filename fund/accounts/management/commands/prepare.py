"""Everything between an installed system and a running one. Run at every start, it finds little to do."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from fund.accounts.models import User


class Command(BaseCommand):
    help = (
        "Migrates, makes the cache table and the roles, and loads the demonstration into an empty database."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        verbosity = max(options["verbosity"] - 1, 0)
        self.stdout.write("Preparing the database…")
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        call_command("migrate", interactive=False, verbosity=verbosity)
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
