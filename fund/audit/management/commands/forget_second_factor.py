"""For somebody who lost phone and recovery codes. Make sure who is asking before you run it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record


class Command(BaseCommand):
    help = "Removes a person's second factor, so that they set up a new one when they next sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        with transaction.atomic():
            count, _ = Authenticator.objects.filter(user=user).delete()
            record("second_factor_forgotten", user, by=None, person=str(user))
        self.stdout.write(f"{user}: {count} removed.")
