"""A letter goes out once, and is kept for another try until it went."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from fund.notifications import delivery
from fund.notifications.actions import nudge_overlooked_letters, post_letter
from fund.notifications.delivery import DELAYS, LEASE, deliver
from fund.notifications.models import Letter, LetterState
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def _letter() -> Letter:
    return post_letter(
        "test", to="a@example.org", subject="Hello", body_text="Words", body_html="<p>Words</p>"
    )


def _fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def send(self: Any, fail_silently: bool = False) -> int:
        raise error

    monkeypatch.setattr(delivery.EmailMultiAlternatives, "send", send)


def test_letter_is_sent_in_both_forms() -> None:
    letter = _letter()
    assert deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.leased_until) == (LetterState.SENT, 1, None)
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["a@example.org"], "Hello", "Words\n")]
    assert "<p>Words</p>" in mail.outbox[0].message().as_string()
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<letter-{letter.pk}@")


def test_letter_is_sent_once_however_often_it_is_nudged() -> None:
    letter = _letter()
    assert [deliver(letter.pk) for _ in range(3)] == [True, False, False]
    assert len(mail.outbox) == 1


def test_letter_in_other_hands_is_left_alone() -> None:
    letter = _letter()
    Letter.objects.filter(pk=letter.pk).update(leased_until=timezone.now() + LEASE)
    assert not deliver(letter.pk)
    assert mail.outbox == []


def test_letter_of_a_killed_worker_is_sent_when_its_lease_is_over() -> None:
    letter = _letter()
    Letter.objects.filter(pk=letter.pk).update(
        leased_until=timezone.now() - timedelta(seconds=1), attempts=1, nudged_at=timezone.now() - LEASE
    )
    assert nudge_overlooked_letters() == 1
    assert deliver(letter.pk)
    assert len(mail.outbox) == 1


def test_failure_waits_longer_each_time_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_with(monkeypatch, ConnectionRefusedError("no mail server"))
    letter = _letter()
    for delay in DELAYS:
        before = timezone.now()
        assert not deliver(letter.pk)
        letter.refresh_from_db()
        assert (letter.state, letter.leased_until) == (LetterState.WAITING, None)
        assert before + delay <= letter.due_at <= timezone.now() + delay
        Letter.objects.filter(pk=letter.pk).update(due_at=before)
    assert not deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (LetterState.FAILED, len(DELAYS) + 1)
    assert letter.problem == "ConnectionRefusedError: no mail server"


def test_letter_to_nobody_fails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_with(monkeypatch, SMTPRecipientsRefused({"a@example.org": (550, b"no such person")}))
    letter = _letter()
    deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED


def test_letter_that_is_to_come_again_later_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many mail servers turn a sender they don't know away once, to see whether it comes back."""
    _fail_with(monkeypatch, SMTPRecipientsRefused({"a@example.org": (450, b"greylisted, try again later")}))
    letter = _letter()
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.leased_until) == (LetterState.WAITING, None)


def test_late_worker_whose_lease_ran_out_does_not_undo_another(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = _letter()
    slow = delivery._claim(letter.pk, timezone.now() - 2 * LEASE + timedelta(minutes=1))
    assert slow is None  # not due yet at that moment
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() - 3 * LEASE)
    slow = delivery._claim(letter.pk, timezone.now() - 2 * LEASE)
    assert slow is not None
    assert deliver(letter.pk)
    delivery._put_back(slow, TimeoutError())
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


@pytest.mark.django_db(transaction=True)
def test_letter_is_sent_once_when_many_workers_take_it_at_the_same_moment() -> None:
    letter = _letter()
    results = at_once(*[lambda: deliver(letter.pk)] * 6)
    assert (sorted(results), len(mail.outbox)) == ([False] * 5 + [True], 1)


def test_letter_that_opens_an_account_is_emptied_once_it_is_sent(settings: Any) -> None:
    settings.DEMONSTRATION = False
    letter = post_letter("account/login_code", to="a@example.org", subject="Code", body_text="123456")
    assert not Letter.objects.readable().exists()
    deliver(letter.pk)
    letter.refresh_from_db()
    assert "123456" in mail.outbox[0].body
    assert letter.body_text == "This letter held a code or a link, and was not kept."
