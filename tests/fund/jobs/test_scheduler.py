"""Jobs run when they are due, once whoever runs them, and are tried again when they fail."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fund.common import schedule
from fund.jobs import scheduler
from fund.jobs.models import JobRun, JobSchedule, Outcome
from fund.jobs.scheduler import CLAIM, LONGEST_PAUSE, delete_old_runs, pause_after, run_due
from tests.threads import at_once

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_JOBS", {})
    # Closing the connection would end the test's own transaction.
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)


def counting(name: str, every: timedelta = schedule.OFTEN) -> list[int]:
    """Register a job that counts its runs."""
    runs: list[int] = []
    schedule.register(name, name.title(), lambda: runs.append(1), every=every)
    return runs


def failing() -> None:
    raise ZeroDivisionError("nothing to divide by")


def test_job_runs_again_only_when_its_time_has_come() -> None:
    often, daily = counting("often"), counting("daily", schedule.DAILY)
    assert run_due(NOON) == ["often", "daily"]
    assert run_due(NOON + timedelta(seconds=5)) == []
    assert run_due(NOON + schedule.OFTEN) == ["often"]
    assert (len(often), len(daily)) == (2, 1)


def test_restart_runs_no_daily_job_again() -> None:
    daily = counting("daily", schedule.DAILY)
    run_due(NOON)
    assert run_due(NOON + timedelta(hours=23)) == []
    assert run_due(NOON + timedelta(hours=24)) == ["daily"]
    assert len(daily) == 2


def test_job_that_fails_is_tried_again_with_growing_pauses_and_stops_no_other() -> None:
    works = counting("works")
    schedule.register("fails", "Fails", failing, every=schedule.DAILY)
    tried, moment = [], NOON
    for _ in range(240):
        if "fails" in run_due(moment):
            tried.append(int((moment - NOON).total_seconds() // 60))
        moment += timedelta(minutes=1)
    assert tried == [0, 1, 3, 7, 15, 31, 63, 123, 183]
    assert len(works) == 240
    newest = JobRun.objects.filter(job="fails").first()
    assert newest is not None
    assert (newest.outcome, newest.attempt, newest.error) == (
        Outcome.FAILED,
        9,
        "ZeroDivisionError: nothing to divide by",
    )


@pytest.mark.parametrize("every", [schedule.OFTEN, schedule.HOURLY, schedule.DAILY])
def test_no_failed_job_waits_longer_than_an_hour(every: timedelta) -> None:
    assert max(pause_after(failures, every) for failures in range(1, 1001)) == LONGEST_PAUSE


def test_job_that_works_again_forgets_its_failures() -> None:
    outcomes: list[Callable[[], object]] = [failing, lambda: "3 letters"]
    schedule.register("mends", "Mends", lambda: outcomes.pop(0)(), every=schedule.DAILY)
    run_due(NOON)
    run_due(NOON + timedelta(minutes=1))
    row = JobSchedule.objects.get(name="mends")
    assert (row.failures, row.due_at) == (0, NOON + timedelta(minutes=1) + schedule.DAILY)
    assert JobRun.objects.filter(result="3 letters", attempt=2).count() == 1


def test_job_of_a_killed_scheduler_is_taken_up_again() -> None:
    runs = counting("daily", schedule.DAILY)
    JobSchedule.objects.create(name="daily", due_at=NOON, claimed_until=NOON + CLAIM)
    JobRun.objects.create(job="daily", due_at=NOON, started_at=NOON)
    assert run_due(NOON + CLAIM - timedelta(seconds=1)) == []
    assert run_due(NOON + CLAIM) == ["daily"]
    assert (len(runs), JobRun.objects.filter(outcome=Outcome.ABANDONED).count()) == (1, 1)


def test_runs_that_found_nothing_are_kept_once() -> None:
    counting("often")
    for number in range(5):
        run_due(NOON + schedule.OFTEN * number)
    assert JobRun.objects.filter(job="often").count() == 1


def test_old_runs_are_deleted() -> None:
    for days in (1, 29, 31):
        moment = datetime.now(UTC) - timedelta(days=days)
        JobRun.objects.create(
            job="x", due_at=moment, started_at=moment, finished_at=moment, outcome=Outcome.FAILED
        )
    assert (delete_old_runs(), JobRun.objects.count()) == (1, 2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_run_a_job_once() -> None:
    runs = counting("daily", schedule.DAILY)
    found = at_once(*[lambda: run_due(NOON)] * 4)
    assert sorted(found) == [[], [], [], ["daily"]]
    assert len(runs) == 1
