"""Work that falls due by the clock: each room registers its sweeps in apps.py, `manage.py clock` runs them.

A sweep is a function without arguments that looks for due rows and deals with them. It must be safe to run
at any time, any number of times, and short: it takes a bounded number of rows.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections

log = logging.getLogger(__name__)
OFTEN = timedelta(seconds=15)
DAILY = timedelta(days=1)


@dataclass
class Sweep:
    name: str
    run: Callable[[], object]
    every: timedelta
    last_run: datetime | None = None

    def is_due(self, moment: datetime) -> bool:
        return self.last_run is None or moment - self.last_run >= self.every


_SWEEPS: dict[str, Sweep] = {}


def register(name: str, run: Callable[[], object], *, every: timedelta = OFTEN) -> None:
    """Have `run` called at least `every` so often. `name` says what it does, in words, in the log."""
    _SWEEPS[name] = Sweep(name, run, every)


def run_due(moment: datetime) -> list[str]:
    """Run what is due at `moment` and return the names. A sweep that fails is logged and tried again."""
    due = [sweep for sweep in _SWEEPS.values() if sweep.is_due(moment)]
    for sweep in due:
        sweep.last_run = moment
        close_old_connections()
        try:
            found = sweep.run()
        except Exception:
            log.exception("The sweep “%s” failed; it is tried again in its turn", sweep.name)
        else:
            log.log(logging.INFO if found else logging.DEBUG, "%s: %s", sweep.name, found)
    return [sweep.name for sweep in due]
