"""The people of the demonstration, for whoever wants to look around."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from fund.accounts.models import User
from fund.accounts.roles import DEMONSTRATION_DOMAIN, DEMONSTRATION_PASSWORD, Role


class Command(BaseCommand):
    help = "Prints who may sign in to the demonstration, and as what."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Only a demonstration has people who everybody may sign in as.")
        rows = [("Sign in as", "Who", "Role"), *people()]
        if len(rows) == 1:
            self.stdout.write("Nobody is here yet. Sign up at /accounts/signup/.")
            return
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        for address, name, roles in rows:
            self.stdout.write(f"  {address:<{widths[0]}}  {name:<{widths[1]}}  {roles}")
        self.stdout.write(f"\n  The password of everybody: {DEMONSTRATION_PASSWORD}")
        self.stdout.write("  Nothing is e-mailed: each letter is a file in var/mail/.")


def people() -> list[tuple[str, str, str]]:
    """Address, name and roles of each person of the demonstration; applicants come last."""
    users = User.objects.filter(email__endswith=f"@{DEMONSTRATION_DOMAIN}", is_active=True)
    found = []
    for user in users.prefetch_related("groups"):
        held = {group.name for group in user.groups.all()} | (
            {Role.ADMINISTRATOR.value} if user.is_superuser else set()
        )
        roles = [role for role in Role if role.value in held]
        rank = list(Role).index(roles[0]) if roles else len(Role)
        found.append(
            (rank, user.email, user.full_name, ", ".join(role.label for role in roles) or "Applicant")
        )
    # A demonstration has hundreds of made-up applicants: a few are enough to look around.
    staff = sorted(row for row in found if row[0] < len(Role))
    applicants = sorted(row for row in found if row[0] == len(Role))[:6]
    return [row[1:] for row in [*staff, *applicants]]
