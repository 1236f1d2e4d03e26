"""Sending one letter, once: claimed on its own row with a lease, tried again with a growing delay."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone

from fund.notifications.models import Letter, LetterState

# Longer than the mail server may keep us waiting (EMAIL_TIMEOUT), so that nobody else takes a letter in hand.
LEASE = timedelta(minutes=5)
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720)]


def deliver(letter_id: int) -> bool:
    """Send the letter unless it was sent, is not due or is in somebody else's hands. True when it went."""
    letter = _claim(letter_id, timezone.now())
    if letter is None:
        return False
    try:
        _as_email(letter).send()
    except Exception as error:
        _put_back(letter, error)
        return False
    _settle(letter, state=LetterState.SENT, sent_at=timezone.now(), problem="", **_emptied(letter))
    return True


def _claim(letter_id: int, moment: datetime) -> Letter | None:
    """Take the letter in hand. One UPDATE with its condition, so of two workers only one gets it."""
    taken = (
        Letter.objects.due(moment)
        .filter(pk=letter_id)
        .update(leased_until=moment + LEASE, attempts=F("attempts") + 1)
    )
    return Letter.objects.get(pk=letter_id) if taken else None


def _as_email(letter: Letter) -> EmailMultiAlternatives:
    """The e-mail. Its identity is the row's, so that a mail server can tell a repeat from a new one."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    email = EmailMultiAlternatives(
        letter.subject,
        letter.body_text,
        to=[letter.to_email],
        headers={"Message-ID": f"<letter-{letter.pk}@{domain}>"},
    )
    if letter.body_html:
        email.attach_alternative(letter.body_html, "text/html")
    if letter.calendar:
        email.attach("calendar.ics", letter.calendar, "text/calendar")
    return email


def _emptied(letter: Letter) -> dict[str, str]:
    """Codes and links that open an account are not kept once they are sent, but in a demonstration."""
    if not letter.is_private or settings.DEMONSTRATION:
        return {}
    return {"body_text": "This letter held a code or a link, and was not kept.", "body_html": ""}


def _put_back(letter: Letter, error: Exception) -> None:
    """Keep the letter for another try, or give it up when it had them all or has no such recipient."""
    hopeless = _has_no_recipient(error) or letter.attempts > len(DELAYS)
    problem = f"{type(error).__name__}: {error}"[:1000]
    if hopeless:
        _settle(letter, state=LetterState.FAILED, problem=problem)
        return
    due_at = timezone.now() + DELAYS[letter.attempts - 1]
    _settle(letter, due_at=due_at, problem=problem, nudged_at=None)


def _has_no_recipient(error: Exception) -> bool:
    """Whether the server said so for good. A code below 500 asks to come again, as greylisting does."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _words in error.recipients.values())


def _settle(letter: Letter, **fields: object) -> None:
    """Write the outcome, if the lease is still ours."""
    mine = Letter.objects.filter(pk=letter.pk, leased_until=letter.leased_until)
    mine.update(leased_until=None, **fields)
