"""What runs on a schedule: each app registers its jobs in apps.py, and `fund.jobs` runs them.

A job is a function without arguments that looks for due rows and deals with them. It must be safe to run at any
time, any number of times, and short: it takes a bounded number of rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

OFTEN = timedelta(seconds=15)
HOURLY = timedelta(hours=1)
DAILY = timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """`name` stays the same for ever, since its runs are kept by it. `description` says what the job does."""

    name: str
    description: str
    run: Callable[[], object]
    every: timedelta


_JOBS: dict[str, Job] = {}


def register(name: str, description: str, run: Callable[[], object], *, every: timedelta = OFTEN) -> None:
    """Have `run` called at least `every` so often."""
    _JOBS[name] = Job(name, description, run, every)


def jobs() -> list[Job]:
    """Return every registered job, in the order of registration."""
    return list(_JOBS.values())
