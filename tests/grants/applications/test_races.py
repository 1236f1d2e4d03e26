"""Two people of one group at the same moment, on a database that lets them try."""

from typing import Any

import pytest

from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from grants.forms.models import EarlierAnswer
from tests.factories import make_draft, make_organisation, make_round, make_user
from tests.threads import at_once, several_writers

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    several_writers,
]


def test_sent_by_four_hands_at_once_is_sent_once() -> None:
    row = make_draft()
    found = at_once(
        *[lambda: actions.submit_application(Application.objects.get(pk=row.pk), by=row.started_by)] * 4
    )
    assert len(found) == 4
    assert len({submission.pk for submission in found}) == 1
    assert Letter.objects.filter(kind="applications/receipt").count() == 1


def test_started_at_once_is_one_draft() -> None:
    lead = make_user()
    round_, group = make_round(), make_organisation(lead)
    found = at_once(*[lambda: actions.start_application(round_, group, by=lead)] * 4)
    assert len(found) == 1
    assert round_.form.versions.count() == 1


def test_one_answer_typed_at_once_keeps_every_text() -> None:
    row = make_draft()
    token = load_draft(row).token("title")
    texts = iter(["One", "Two", "Three", "Four"])

    def type_one() -> Any:
        data = {"title": next(texts), "seen_title": token}
        return actions.keep_answer(row.reference, "title", data, by=row.started_by)

    found = at_once(*[type_one] * 4)
    assert sorted(bool(kept.edit_conflict) for kept in found) == [False, True, True, True]
    kept = {
        row.response.answers.get(question="title").value,
        *EarlierAnswer.objects.values_list("value", flat=True),
    }
    assert {"One", "Two", "Three", "Four"} <= kept


def test_first_answer_typed_at_once_keeps_every_text() -> None:
    row = make_draft(ready=False)
    texts = iter(["One", "Two", "Three", "Four"])

    def type_one() -> Any:
        data = {"title": next(texts), "seen_title": "0."}
        return actions.keep_answer(row.reference, "title", data, by=row.started_by)

    assert len(at_once(*[type_one] * 4)) == 4
    kept = {row.response.answers.get().value, *EarlierAnswer.objects.values_list("value", flat=True)}
    assert kept == {"One", "Two", "Three", "Four"}
