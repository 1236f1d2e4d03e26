"""The clock runs what is due, and goes on when one sweep fails."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fund.common import sweeps

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_other_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeps, "_SWEEPS", {})
    # Closing the connection would end the test's own transaction.
    monkeypatch.setattr(sweeps, "close_old_connections", lambda: None)


def test_sweep_runs_again_only_when_its_time_has_come() -> None:
    runs: list[int] = []
    sweeps.register("often", lambda: runs.append(1))
    sweeps.register("daily", lambda: runs.append(2), every=sweeps.DAILY)
    assert sweeps.run_due(NOON) == ["often", "daily"]
    assert sweeps.run_due(NOON + timedelta(seconds=5)) == []
    assert sweeps.run_due(NOON + sweeps.OFTEN) == ["often"]
    assert runs == [1, 2, 1]


def test_sweep_that_fails_is_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    runs: list[int] = []
    sweeps.register("breaks", fail)
    sweeps.register("works", lambda: runs.append(1))
    sweeps.run_due(NOON)
    sweeps.run_due(NOON + sweeps.OFTEN)
    assert runs == [1, 1]
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "The sweep “breaks” failed; it is tried again in its turn"
    ] * 2


def test_clock_stops_when_it_is_asked_to(tmp_path: Any, settings: Any) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/clock.sqlite3",
        "MODE": "demonstration",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "clock"]
    clock = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert clock.stderr
        assert clock.stderr.readline()  # its sweeps fail for want of tables, and it goes on
        assert clock.poll() is None
        clock.send_signal(signal.SIGTERM)
        clock.communicate(timeout=10)  # reading on, since a full pipe would hold it up
        assert clock.returncode == 0
    finally:
        clock.kill()
