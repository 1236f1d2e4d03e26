"""Recompute everything from the entries and say where anything disagrees."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from grants.ledger.checking import run_checks

_MOST = 20


class Command(BaseCommand):
    help = "Recompute everything from the ledger's entries and say where anything disagrees."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for each, found in run_checks():
            self.stdout.write(f"{'✗' if found else '✓'} {each.words}")
            for sentence in found[:_MOST]:
                self.stdout.write(f"    {sentence}")
            if len(found) > _MOST:
                self.stdout.write(f"    … and {len(found) - _MOST} more")
            wrong += bool(found)
        if wrong:
            self.stdout.write(f"The books do not agree: {wrong} of the checks above found something.")
            sys.exit(1)
        self.stdout.write("The books agree.")
