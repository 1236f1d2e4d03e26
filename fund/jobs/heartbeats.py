"""Processes say that they are alive, and others look whether they do."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from fund.jobs.models import Heartbeat, JobSchedule

log = logging.getLogger(__name__)
EVERY = timedelta(seconds=30)
DEAD_AFTER = timedelta(minutes=3)
PROCESSES = ("scheduler", "worker")


@dataclass(frozen=True)
class ProcessHealth:
    """`beat_at`: when the process said last that it is alive; None for never."""

    process: str
    beat_at: datetime | None
    is_alive: bool


def beat(process: str, moment: datetime | None = None) -> None:
    """Write down that the process is alive."""
    Heartbeat.objects.update_or_create(process=process, defaults={"beat_at": moment or timezone.now()})


def process_health(moment: datetime | None = None) -> list[ProcessHealth]:
    """Return how each process is, in one query. One that said nothing for three minutes is dead."""
    now = moment or timezone.now()
    beats = dict(Heartbeat.objects.values_list("process", "beat_at"))
    return [
        ProcessHealth(name, beats.get(name), name in beats and now - beats[name] < DEAD_AFTER)
        for name in PROCESSES
    ]


@contextmanager
def beating(process: str) -> Iterator[None]:
    """Have the process say that it is alive, from a thread of its own, until the block ends."""
    stopped = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(process, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(timeout=5)


def _beat_until(process: str, stopped: threading.Event) -> None:
    while not stopped.is_set():
        close_old_connections()
        try:
            beat(process)
        except DatabaseError:
            log.warning("The heartbeat of the %s could not be written", process)
        stopped.wait(EVERY.total_seconds())
    connection.close()


def jobs_health() -> dict[str, object]:
    """Return whether scheduler and worker are alive, and how many jobs fail just now."""
    processes: dict[str, object] = {
        each.process: "alive" if each.is_alive else "dead" for each in process_health()
    }
    return {**processes, "failing_jobs": JobSchedule.objects.filter(failures__gt=0).count()}
