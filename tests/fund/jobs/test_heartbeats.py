"""A process that says nothing for three minutes is dead, and staff and monitors can see it."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.accounts.roles import Role
from fund.jobs.heartbeats import DEAD_AFTER, beat, process_health
from fund.jobs.models import JobRun, JobSchedule, Outcome
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def alive(moment: Any = None) -> dict[str, bool]:
    return {each.process: each.is_alive for each in process_health(moment)}


def test_process_is_dead_before_it_was_ever_heard_of_and_three_minutes_after() -> None:
    now = timezone.now()
    assert alive(now) == {"scheduler": False, "worker": False}
    beat("worker", now)
    assert alive(now + DEAD_AFTER - timedelta(seconds=1)) == {"scheduler": False, "worker": True}
    assert alive(now + DEAD_AFTER) == {"scheduler": False, "worker": False}
    assert timedelta(minutes=3) >= DEAD_AFTER


def test_ready_tells_monitors_of_dead_processes_and_stays_up(client: Client) -> None:
    beat("worker")
    response = client.get("/health/ready")
    assert response.status_code == 200
    told = response.json()
    assert (told["scheduler"], told["worker"], told["failing_jobs"]) == ("dead", "alive", 0)


def test_staff_page_shows_each_job_and_what_failed(client: Client, django_assert_num_queries: Any) -> None:
    beat("scheduler")
    now = timezone.now()
    JobSchedule.objects.create(name="expire_drafts", due_at=now, failures=2)
    JobRun.objects.create(
        job="expire_drafts",
        due_at=now,
        finished_at=now,
        outcome=Outcome.FAILED,
        error="No disk left",
        attempt=2,
    )
    client.force_login(make_user(Role.AUDITOR))
    client.get("/staff/jobs/")
    with django_assert_num_queries(7):
        html = client.get("/staff/jobs/").content.decode()
    assert "Expire drafts of rounds that have closed" in html
    assert "2 times in a row" in html
    assert "No disk left" in html
    assert ("Not running" in html, "Running" in html) == (True, True)


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_process_beats_and_stops_when_it_is_asked_to(name: str, tmp_path: Any, settings: Any) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/jobs.sqlite3",
        "DJANGO_SETTINGS_MODULE": "fund.settings",
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), name]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr
        assert process.stderr.readline()  # There are no tables, it says so, and it goes on.
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=15)  # reading on, since a full pipe would hold it up
        assert process.returncode in (0, -signal.SIGTERM) if name == "worker" else process.returncode == 0
    finally:
        process.kill()
