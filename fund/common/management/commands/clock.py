"""The clock: runs what falls due, for as long as it is left running."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from fund.common import sweeps


class Command(BaseCommand):
    help = "Runs what falls due by the clock: letters to send again, rounds to open, drafts to expire."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run everything once and stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write("\n".join(sweeps.run_due(timezone.now())))
            return
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set():
            sweeps.run_due(timezone.now())
            stopped.wait(sweeps.OFTEN.total_seconds())
