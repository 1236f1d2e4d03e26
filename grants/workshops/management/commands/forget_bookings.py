"""Removes the names and addresses of bookings of workshops long past. The clock does it daily by itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from grants.workshops.forgetting import forget_bookings, format_due


class Command(BaseCommand):
    help = "Removes names and e-mail addresses from bookings, BOOKING_MONTHS after the workshop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for line in format_due(now):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Nothing was removed.")
        else:
            self.stdout.write(f"Removed from {forget_bookings(now)} bookings.")
