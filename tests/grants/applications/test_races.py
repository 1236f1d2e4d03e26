"""Two people of one group at the same moment, on a database that lets them try."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.answers import read_work
from grants.applications.models import Application, EarlierAnswer
from tests.factories import make_draft, make_organisation, make_round, make_user

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def at_once(count: int, act: Callable[[], Any]) -> list[Any]:
    """The results of `act` from `count` threads that start together; refusals are left out."""
    barrier, found = threading.Barrier(count), list[Any]()

    def run() -> None:
        try:
            barrier.wait(timeout=10)
            found.append(act())
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def test_sent_by_four_hands_at_once_is_sent_once() -> None:
    row = make_draft()
    found = at_once(
        4, lambda: actions.send_application(Application.objects.get(pk=row.pk), by=row.started_by)
    )
    assert len(found) == 4
    assert len({submission.pk for submission in found}) == 1
    assert Letter.objects.filter(kind="applications/receipt").count() == 1


def test_started_at_once_is_one_draft() -> None:
    lead = make_user()
    round_, group = make_round(), make_organisation(lead)
    found = at_once(4, lambda: actions.start_application(round_, group, by=lead))
    assert len(found) == 1
    assert round_.form_versions.count() == 1


def test_one_answer_typed_at_once_keeps_every_text() -> None:
    row = make_draft()
    token = read_work(row).token("title")
    texts = iter(["One", "Two", "Three", "Four"])

    def type_one() -> Any:
        data = {"title": next(texts), "seen_title": token}
        return actions.keep_answer(row.reference, "title", data, by=row.started_by)

    found = at_once(4, type_one)
    assert sorted(bool(kept.clash) for kept in found) == [False, True, True, True]
    kept = {row.answers.get(question="title").value, *EarlierAnswer.objects.values_list("value", flat=True)}
    assert {"One", "Two", "Three", "Four"} <= kept


def test_first_answer_typed_at_once_keeps_every_text() -> None:
    row = make_draft(ready=False)
    texts = iter(["One", "Two", "Three", "Four"])

    def type_one() -> Any:
        data = {"title": next(texts), "seen_title": "0."}
        return actions.keep_answer(row.reference, "title", data, by=row.started_by)

    assert len(at_once(4, type_one)) == 4
    kept = {row.answers.get().value, *EarlierAnswer.objects.values_list("value", flat=True)}
    assert kept == {"One", "Two", "Three", "Four"}
