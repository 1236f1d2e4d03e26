"""The pages of the demonstration. `seed_demo` calls it when the rows are there."""

import logging
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.demo_stories import publish_demonstration
from cms.models import StoryPage


class Command(BaseCommand):
    help = "Publishes the demonstration's round pages and stories."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is seen on (YYYY-MM-DD)")

    def handle(self, *args: Any, **options: Any) -> None:
        if StoryPage.objects.exists():
            raise CommandError("There are stories already.")
        if options["verbosity"]:
            self.stdout.write("  Pages and stories")
        # Every page made and published would be a line: too much for whoever watches the first start.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        publish_demonstration(options["today"] or timezone.localdate())
