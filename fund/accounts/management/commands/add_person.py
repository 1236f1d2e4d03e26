"""Adding somebody from the command line: the first administrator, above all."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from fund.accounts.actions import add_person
from fund.accounts.models import User
from fund.accounts.roles import Role


class Command(BaseCommand):
    help = "Adds a person, who then signs in by a code that is e-mailed to them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", action="append", default=[], choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(f"“{options['email']}” is not an e-mail address.") from None
        if User.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError(f"Somebody with the address {options['email']} is here already.")
        user = add_person(options["email"], options["name"], *(Role(role) for role in options["role"]))
        self.stdout.write(f"{user} may sign in at /accounts/login/code/.")
