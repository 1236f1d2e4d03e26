"""Whoever watches over the system can ask how it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from fund.common import health
from fund.notifications import views
from fund.notifications.actions import post_letter

pytestmark = pytest.mark.django_db


def test_live_asks_nothing_of_the_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/health/live").json() == {"state": "live"}


def test_ready_tells_how_things_are(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response["Cache-Control"].split(", ")[-1]) == (200, "private")
    assert response.json() == {
        "state": "ready",
        "database": "answers",
        "migrations_to_apply": 0,
        "oldest_letter_seconds": 0,
        "letters": "in time",
        "scheduler": "dead",
        "worker": "dead",
        "failing_jobs": 0,
    }


def test_ready_tells_that_letters_are_late(client: Client) -> None:
    letter = post_letter("test", to="a@example.org", subject="S", body_text="B")
    letter.due_at = timezone.now() - timedelta(minutes=16)
    letter.save()
    told = client.get("/health/ready").json()
    assert (told["letters"], told["oldest_letter_seconds"] // 60) == ("late", 16)


def test_not_ready_while_migrations_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views._migrations, "left", lambda: 3)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["migrations_to_apply"]) == (503, 3)


def test_not_ready_while_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def cursor() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(health.connection, "cursor", cursor)
    assert client.get("/health/ready").status_code == 503
