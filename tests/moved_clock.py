"""Another day than today for the whole run: TEST_CLOCK=2028-02-29T12:00 moves the clock of every test.

The moment is in the time zone that TZ names, and time goes on from there. The clock moves before any test module is
read, since some take a moment while they are. What runs in processes of its own, such as a browser or a killed server,
keeps the true time, and so do files: those tests are left out of a moved run, or date their files themselves.
"""

import os
from datetime import datetime

import pytest
import time_machine

_travels: list[time_machine.travel] = []


def pytest_configure(config: pytest.Config) -> None:
    if moment := os.environ.get("TEST_CLOCK"):
        travel = time_machine.travel(datetime.fromisoformat(moment).astimezone(), tick=True)
        travel.start()
        _travels.append(travel)


def pytest_unconfigure(config: pytest.Config) -> None:
    while _travels:
        _travels.pop().stop()
