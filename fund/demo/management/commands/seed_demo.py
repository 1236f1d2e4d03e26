"""Loads the demonstration into an empty database."""

import logging
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from fund.accounts.models import User
from fund.demo.build import build
from fund.demo.stories import publish_demonstration
from grants.funding.models import Fund


class Command(BaseCommand):
    help = "Loads the demonstration: ten years of a fund, and a day on which something waits for everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--applications", type=int, default=0, help="how many more, to measure with")
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is seen on (YYYY-MM-DD)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is no demonstration (MODE), so made-up money has no place in it.")
        if User.objects.exists() or Fund.objects.exists():
            raise CommandError("The database is not empty. Give the demonstration a database of its own.")
        if options["applications"] < 0:
            raise CommandError("--applications is a number of applications, so 0 or more.")
        today = options["today"] or timezone.localdate()
        build(today, applications=options["applications"], say=self.say(options["verbosity"]))
        if options["verbosity"]:
            self.stdout.write("  Pages and stories")
        # Every page made and published would be a line: too much for whoever watches the first start.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        publish_demonstration(today)

    def say(self, verbosity: int) -> Any:
        return (lambda words: self.stdout.write(f"  {words}")) if verbosity else (lambda words: None)
