"""A killed worker loses no letter: real processes, a real database, a folder for a mail server."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

SCRIPT = """
import os, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from fund.notifications import delivery
from fund.notifications.actions import post_letter
from fund.notifications.models import Letter
letter = post_letter("test", to="a@example.org", subject="S", body_text="B")
delivery._as_email = lambda letter: os._exit(9)  # killed with the letter in hand
delivery.deliver(letter.pk)
"""
LATER = """
import django
django.setup()
from django.utils import timezone
from fund.notifications.models import Letter
Letter.objects.update(leased_until=timezone.now(), nudged_at=None)  # five minutes later
"""
WORK = """
import django
django.setup()
from django.core.management import call_command
call_command("db_worker", batch=True, startup_delay=False)
"""
CLOCK = """
from django.core.management import call_command
call_command("scheduler", once=True)
"""


def _address_of_this_database() -> str:
    """The test database as DATABASE_URL, for the processes of a test."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def run(tmp_path: Path, settings: Any) -> Any:
    environment = {
        **os.environ,
        "MODE": "demonstration",
        "DJANGO_SETTINGS_MODULE": "fund.settings",
        "DATABASE_URL": _address_of_this_database(),
        "EMAIL_URL": f"filemail:///{tmp_path}/mail",
        "LOG_LEVEL": "ERROR",
    }

    def run(*arguments: str) -> int:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, timeout=120, check=False
        ).returncode

    return run


@pytest.mark.django_db(transaction=True)
def test_letter_outlives_the_worker_that_was_killed_with_it(run: Any, tmp_path: Path) -> None:
    assert run("-c", SCRIPT) == 9
    assert run("-c", WORK) == 0
    assert not (tmp_path / "mail").exists()  # still leased to the one that was killed
    for _again in range(2):
        assert run("-c", LATER + CLOCK + WORK) == 0
        assert len(list((tmp_path / "mail").iterdir())) == 1
