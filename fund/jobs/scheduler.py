"""Running the jobs that are due: each claimed by one scheduler, tried again when it fails, and written down."""

import logging
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from fund.common.schedule import Job, jobs
from fund.jobs.models import JobRun, JobSchedule, Outcome

log = logging.getLogger(__name__)
# Longer than any job takes. A scheduler that was killed in the middle holds its job for no longer.
CLAIM = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
RUNS_KEPT = timedelta(days=30)


def run_due(moment: datetime | None = None) -> list[str]:
    """Run every job that is due and that nobody else runs, and return their names.

    A job that fails is logged and tried again after a pause that doubles with each failure.
    """
    now = moment or timezone.now()
    _add_new(now)
    return [job.name for job in jobs() if _claim(job, now) and _run(job, now)]


def _add_new(now: datetime) -> None:
    """A job that was never run is due at once."""
    known = set(JobSchedule.objects.values_list("name", flat=True))
    new = [JobSchedule(name=job.name, due_at=now) for job in jobs() if job.name not in known]
    JobSchedule.objects.bulk_create(new, ignore_conflicts=True)


def _claim(job: Job, now: datetime) -> bool:
    """One UPDATE with its condition: of two schedulers at once, one finds the row."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    rows = JobSchedule.objects.filter(free, name=job.name, due_at__lte=now)
    return rows.update(claimed_until=now + CLAIM) == 1


def _run(job: Job, now: datetime) -> bool:
    schedule = JobSchedule.objects.get(name=job.name)
    left_behind = JobRun.objects.filter(job=job.name, outcome=Outcome.RUNNING)
    left_behind.update(
        outcome=Outcome.ABANDONED, finished_at=now, error="The process ended before the job did."
    )
    run = JobRun.objects.create(
        job=job.name, due_at=schedule.due_at, started_at=now, attempt=schedule.failures + 1
    )
    close_old_connections()
    try:
        found = job.run()
    except Exception as problem:
        log.exception("The job “%s” failed; it is tried again", job.name)
        _finish(run, Outcome.FAILED, error=f"{type(problem).__name__}: {problem}")
        failures = schedule.failures + 1
        _release(job, now + pause_after(failures, job.every), failures)
    else:
        log.log(logging.INFO if found else logging.DEBUG, "%s: %s", job.description, found)
        _finish(run, Outcome.SUCCEEDED, result=str(found or ""))
        _release(job, now + job.every, 0)
    return True


def pause_after(failures: int, every: timedelta) -> timedelta:
    """Return how long a failed job waits: a minute, then twice as long each time, at most an hour.

    Never longer than a job that is run so often would have waited anyway.
    """
    doubled = FIRST_PAUSE * 2 ** min(failures - 1, 10)
    return max(min(doubled, LONGEST_PAUSE), min(every, FIRST_PAUSE))


def _finish(run: JobRun, outcome: Outcome, *, result: str = "", error: str = "") -> None:
    """Write down how it went. Of runs that found nothing to do, the last of a row is kept."""
    run.outcome, run.finished_at = outcome, timezone.now()
    run.result, run.error = result[:200], error[:2000]
    run.save()
    if outcome == Outcome.SUCCEEDED and not result:
        before = JobRun.objects.filter(job=run.job, pk__lt=run.pk).order_by("-pk").first()
        if before and before.outcome == Outcome.SUCCEEDED and not before.result:
            before.delete()


def _release(job: Job, due_at: datetime, failures: int) -> None:
    rows = JobSchedule.objects.filter(name=job.name)
    rows.update(due_at=due_at, failures=min(failures, 1000), claimed_until=None)


def delete_old_runs() -> int:
    """Delete the runs that nobody looks at any more, and return how many."""
    return JobRun.objects.filter(started_at__lt=timezone.now() - RUNS_KEPT).delete()[0]
