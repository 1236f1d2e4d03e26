"""Either side of the close: grace for who is writing, extensions, and the nights when clocks change."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fund.common.dates import LONDON
from fund.common.errors import Refused
from grants.applications import actions, rules
from grants.applications.models import Application
from grants.funding.models import Round
from tests.factories import make_draft, make_round
from tests.grants.applications.test_views import client_of, page, section

pytestmark = pytest.mark.django_db
CLOSES = [
    datetime(2027, 3, 28, 0, 50, tzinfo=LONDON),  # Ten minutes before the clocks go forward
    datetime(2026, 10, 25, 1, 50, tzinfo=LONDON),  # Ten minutes before they go back, the first 1:50
    datetime(2026, 10, 25, 1, 5, tzinfo=LONDON, fold=1),  # Just after they went back
    datetime(2026, 12, 4, 17, 0, tzinfo=LONDON),
]
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`at(moment)` sets the clock."""

    def set_clock(moment: datetime) -> datetime:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_clock


def draft_of(closes: datetime) -> Application:
    row = make_draft()
    Round.objects.filter(pk=row.round_id).update(opens_at=closes - timedelta(days=30), closes_at=closes)
    return Application.objects.get(pk=row.pk)


def write(row: Application, words: str = "Written late") -> None:
    actions.save_answers(row, {"summary": words}, by=row.started_by)


def send(row: Application) -> Any:
    return actions.submit_application(Application.objects.get(pk=row.pk), by=row.started_by)


@pytest.mark.parametrize("closes", CLOSES, ids=str)
def test_sent_a_second_before_the_close_and_not_a_second_after(closes: datetime, at: Any) -> None:
    early, late, real = draft_of(closes), draft_of(closes), closes.astimezone(UTC)
    at(real - SECOND)
    assert send(early).number == 1
    at(real)
    with pytest.raises(Refused, match="closed"):
        send(late)


@pytest.mark.parametrize("closes", CLOSES, ids=str)
def test_who_is_writing_at_the_close_has_a_quarter_of_an_hour(closes: datetime, at: Any) -> None:
    inside, outside, real = draft_of(closes), draft_of(closes), closes.astimezone(UTC)
    at(real - 30 * MINUTE - SECOND)
    write(outside)
    at(real - 30 * MINUTE)
    write(inside)
    assert Application.objects.get(pk=inside.pk).grace_until == real + 15 * MINUTE
    at(real + 14 * MINUTE)
    write(inside, "Written in the last minute")
    assert actions.expire_drafts() == 1
    assert Application.objects.get(pk=outside.pk).state == "expired"
    at(real + 15 * MINUTE - SECOND)
    assert send(inside).number == 1


def test_grace_ends_and_what_was_written_is_kept(at: Any) -> None:
    closes = CLOSES[-1].astimezone(UTC)
    row = draft_of(closes)
    at(closes - MINUTE)
    write(row)
    at(closes + 15 * MINUTE)
    with pytest.raises(Refused, match="closed"):
        send(row)
    assert actions.expire_drafts() == 1
    assert row.response.answers.get(question="summary").value == "Written late"
    write(row, "A moment later still")
    assert row.response.answers.get(question="summary").value == "A moment later still"


def test_starting_to_write_after_the_close_brings_no_grace(at: Any) -> None:
    closes = CLOSES[-1].astimezone(UTC)
    row = draft_of(closes)
    at(closes + SECOND)
    write(row)
    assert rules.is_late(Application.objects.get(pk=row.pk))


def test_typing_by_script_brings_grace_too(at: Any) -> None:
    closes = CLOSES[-1].astimezone(UTC)
    row = draft_of(closes)
    at(closes - MINUTE)
    actions.keep_answer(row.reference, "title", {"title": "Dig", "seen_title": "1.x"}, by=row.started_by)
    assert Application.objects.get(pk=row.pk).grace_until == closes + 15 * MINUTE


def test_own_later_close_of_a_group_has_its_own_grace(at: Any) -> None:
    closes = CLOSES[-1].astimezone(UTC)
    row = draft_of(closes)
    later = closes + timedelta(days=2)
    Application.objects.filter(pk=row.pk).update(extended_until=later, extension_reason="Flood")
    at(later - MINUTE)
    write(row)
    assert Application.objects.get(pk=row.pk).grace_until == later + 15 * MINUTE


def test_grace_is_said_on_the_screen() -> None:
    row = make_draft(make_round(closes_at=timezone.now() + 10 * MINUTE))
    client = client_of(row.started_by)
    assert "you have 15 minutes more to finish and send it" in page(client.get(section(row, "your-idea")))
    now = timezone.now()
    Round.objects.filter(pk=row.round_id).update(closes_at=now - MINUTE)
    Application.objects.filter(pk=row.pk).update(grace_until=now + 14 * MINUTE)
    html = page(client.get(f"/my/applications/{row.reference}/"))
    assert "You were writing then, so you have until" in html
    assert "Send the application" in page(client.get(f"/my/applications/{row.reference}/check/"))
