"""The talk between a group and the fund's officers: one thread an application."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.notifications.actions import queue_letter
from grants.applications import rules
from grants.applications.actions._common import record_for_application, write_to_group
from grants.applications.models import Application, Message

LONGEST = 10_000
PRESSED_TWICE_WITHIN = timedelta(minutes=10)


@transaction.atomic
def write_to_fund(application: Application, *, words: str, by: User) -> Message:
    """Somebody of the group asks or tells us something. Whoever checked it hears of it by e-mail."""
    lock(application)
    if already := _sent_just_now(application, words, by):
        return already
    message = _write(application, words, by, from_fund=False)
    officer = application.checked_by
    if officer and officer.is_active:
        queue_letter(
            "applications/message_to_fund",
            to=officer,
            case_reference=application.reference,
            context={"application": application, "group": application.organisation},
        )
    return message


@transaction.atomic
def write_from_fund(application: Application, *, words: str, by: User) -> Message:
    """An officer writes to the group, which hears of it by e-mail. What it had asked is dealt with."""
    if not rules.can_write_from_fund(by, application):
        raise Refused("Only officers of this fund write to the group.")
    lock(application)
    if already := _sent_just_now(application, words, by):
        return already
    mark_read(application, by=by)
    message = _write(application, words, by, from_fund=True)
    write_to_group("message", application, words=message.words)
    return message


@transaction.atomic
def mark_read(application: Application, *, by: User) -> int:
    """What the group wrote needs no answer, or has one."""
    return application.messages.unread().update(read_at=timezone.now(), read_by=by)


def _sent_just_now(application: Application, words: str, by: User) -> Message | None:
    """The thread's last message, if it is this one: who pressed twice on a slow line wrote once."""
    last = application.messages.order_by("pk").last()
    if not last or (last.written_by_id, last.words) != (by.pk, words.replace("\x00", "").strip()):
        return None
    return last if last.written_at > timezone.now() - PRESSED_TWICE_WITHIN else None


def _write(application: Application, words: str, by: User, *, from_fund: bool) -> Message:
    words = words.replace("\x00", "").strip()
    if not words:
        raise Refused("Write your message.", field="words")
    if len(words) > LONGEST:
        raise Refused(f"Use {LONGEST:,} characters or fewer.", field="words")
    message = Message.objects.create(application=application, from_fund=from_fund, words=words, written_by=by)
    record_for_application("application_message", application, by=by)
    return message
