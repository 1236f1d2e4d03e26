"""Another day than today for the whole run: TEST_CLOCK=2028-02-29T12:00 moves the clock of every test.

The moment is in the time zone that TZ names, and time goes on from there. What runs in processes of its own, such
as a browser or a killed server, keeps the true time, so those tests are left out of a moved run.
"""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine


@pytest.fixture(autouse=True, scope="session")
def _moved_clock() -> Iterator[None]:
    moment = os.environ.get("TEST_CLOCK")
    if not moment:
        yield
        return
    with time_machine.travel(datetime.fromisoformat(moment).astimezone(), tick=True):
        yield
