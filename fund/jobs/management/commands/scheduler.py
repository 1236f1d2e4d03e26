"""Runs what falls due, for as long as it is left running. Two at once are safe."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from fund.common.schedule import OFTEN
from fund.jobs.heartbeats import beating
from fund.jobs.scheduler import log, run_due


class Command(BaseCommand):
    help = "Runs what falls due: letters to send again, rounds to open, drafts to expire."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run what is due once and stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write("\n".join(run_due()))
            return
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        with beating("scheduler"):
            while not stopped.is_set():
                try:
                    run_due()
                except DatabaseError:
                    log.exception("The jobs could not be looked up; they are looked up again")
                stopped.wait(OFTEN.total_seconds())
