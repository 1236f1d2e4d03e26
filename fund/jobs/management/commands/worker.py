"""The background worker: does what the site puts off, and says that it is alive."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from fund.jobs.heartbeats import beating


class Command(BaseCommand):
    help = "Does the work that requests put off: letters, scans, uploads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="Do what waits and stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        with beating("worker"):
            call_command("db_worker", queue_name="*", interval=1, batch=options["batch"])
