"""Letters are written at once, inside the caller's transaction, and nudged when it commits."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend

from fund.notifications.actions import nudge_overlooked_letters, post_letter, queue_letter
from fund.notifications.models import Letter
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_nudges() -> None:
    default_task_backend.clear()  # type: ignore[attr-defined]


def _nudged() -> list[int]:
    return [result.args[0] for result in default_task_backend.results]  # type: ignore[attr-defined]


def test_letter_is_rendered_with_the_facts_and_the_name() -> None:
    user = make_user(full_name="Ada Fell", email="ada@example.org")
    letter = queue_letter(
        "test/greeting", to=user, context={"group": "Salt & Light <3"}, case_reference="BI-0001"
    )
    assert (letter.to_email, letter.to_user, letter.case_reference) == ("ada@example.org", user, "BI-0001")
    assert letter.subject == "A word from Community Investment Fund to Salt & Light <3"
    assert letter.body_text.startswith("Hello Ada Fell,\n\nWell done, Salt & Light <3.\n")
    assert "Well done, Salt &amp; Light &lt;3." in letter.body_html
    assert 'href="http://127.0.0.1:8000/my/"' in letter.body_html


def test_letter_to_an_address_greets_nobody_by_name() -> None:
    letter = queue_letter("test/greeting", to="someone@example.org", context={})
    assert (letter.to_user, letter.body_text.splitlines()[0]) == (None, "Hello,")


def test_letter_is_nudged_once_it_is_committed(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = post_letter("test", to="a@example.org", subject="S", body_text="B")
        assert _nudged() == []
    assert _nudged() == [letter.pk]


def test_letter_goes_with_the_act_that_was_undone() -> None:
    def act() -> None:
        with transaction.atomic():
            queue_letter("test/greeting", to="a@example.org", context={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Letter.objects.exists()


def test_sweep_nudges_what_was_overlooked_and_leaves_the_rest() -> None:
    now = timezone.now()
    long_ago = now - timedelta(hours=1)
    lost, fresh, held, later = (
        post_letter("test", to=f"{name}@example.org", subject="S", body_text="B")
        for name in ("lost", "fresh", "held", "later")
    )
    Letter.objects.exclude(pk=fresh.pk).update(nudged_at=long_ago)
    Letter.objects.filter(pk=held.pk).update(leased_until=now + timedelta(minutes=1))
    Letter.objects.filter(pk=later.pk).update(due_at=now + timedelta(hours=1))
    assert (nudge_overlooked_letters(), _nudged()) == (1, [lost.pk])
    assert nudge_overlooked_letters() == 0
