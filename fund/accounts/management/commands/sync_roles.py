"""Groups and permissions, as the table of roles says."""

from typing import Any

from django.core.management.base import BaseCommand

from fund.accounts.roles import POWERS
from fund.accounts.sync import sync_roles


class Command(BaseCommand):
    help = "Makes the groups and their permissions agree with the table of roles (fund/accounts/roles.py)."

    def handle(self, *args: Any, **options: Any) -> None:
        sync_roles()
        if options["verbosity"] > 1:
            for role, powers in POWERS.items():
                self.stdout.write(f"{role.label}: {powers.says}")
