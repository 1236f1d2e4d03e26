"""Reminders before the close, each once, and none to who has sent."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from grants.applications import rules
from grants.applications.actions._common import write_to_group
from grants.applications.intake.actions import write_to_contact
from grants.applications.models import Application, Intake, Reminder
from grants.applications.states import ApplicationState

SWEEP_LIMIT = 200
# How long after the letter who was asked to confirm hears of it again; it is no use any more later.
AFTER_ASKING = (("confirm3", timedelta(days=3)), ("confirm10", timedelta(days=10)))
SLACK = timedelta(days=2)


@dataclass(frozen=True)
class Kind:
    """`before`: how long before the close it goes. It is no use any more `slack` later."""

    name: str
    before: timedelta
    slack: timedelta


KINDS = (
    Kind("week", timedelta(days=7), timedelta(days=1)),
    Kind("days", timedelta(days=2), timedelta(hours=12)),
    Kind("hours", timedelta(hours=3), timedelta(hours=1)),
)


def send_reminders(moment: datetime | None = None) -> int:
    """Remind the groups whose drafts are due. Calling it again does nothing more."""
    now = (moment or timezone.now()).astimezone(UTC)
    return sum(_remind(pk, kind, now) for kind in KINDS for pk in _due(kind, now))


def _due(kind: Kind, now: datetime) -> list[int]:
    until, since = now + kind.before, now + kind.before - kind.slack
    own = Q(extended_until__gt=since, extended_until__lte=until)
    rounds = Q(extended_until=None, round__closes_at__gt=since, round__closes_at__lte=until)
    rows = Application.objects.counting().filter(own | rounds, state=ApplicationState.DRAFT)
    rows = rows.exclude(reminders__kind=kind.name).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:SWEEP_LIMIT])


@transaction.atomic
def _remind(pk: int, kind: Kind, now: datetime) -> int:
    rows = Application.objects.select_for_update(of=("self",)).select_related("round", "organisation")
    row = rows.get(pk=pk)
    closes = rules.closes_for(row)
    if row.state != ApplicationState.DRAFT or closes is None or closes <= now:
        return 0
    try:
        with transaction.atomic():
            Reminder.objects.create(application=row, kind=kind.name, sent_at=now)
    except IntegrityError:
        return 0
    # Who has only just started knows when it closes.
    if row.started_at > closes.astimezone(UTC) - kind.before:
        return 0
    write_to_group("reminder", row, closes=closes)
    if row.is_intake and _still_to_confirm(row.intake, now):
        write_to_contact("confirm_reminder", row.intake)
    return 1


def remind_contacts(moment: datetime | None = None) -> int:
    """Remind the people who were asked to confirm what an officer typed in for them. Safe to call again."""
    now = (moment or timezone.now()).astimezone(UTC)
    sent = 0
    for kind, after in AFTER_ASKING:
        rows = Intake.objects.waiting().filter(asked_at__gt=now - after - SLACK, asked_at__lte=now - after)
        rows = rows.exclude(application__reminders__kind=kind).order_by("pk")
        sent += sum(_remind_contact(pk, kind, now) for pk in rows.values_list("pk", flat=True)[:SWEEP_LIMIT])
    return sent


@transaction.atomic
def _remind_contact(pk: int, kind: str, now: datetime) -> int:
    row = Intake.objects.select_related("application__round", "application__organisation").get(pk=pk)
    application = Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
    if application.state != ApplicationState.DRAFT or not _still_to_confirm(row, now):
        return 0
    try:
        with transaction.atomic():
            Reminder.objects.create(application=application, kind=kind, sent_at=now)
    except IntegrityError:
        return 0
    write_to_contact("confirm_reminder", row)
    return 1


def _still_to_confirm(row: Intake, now: datetime) -> bool:
    return bool(row.contact_email and row.confirmed_at is None and row.asked_until and now < row.asked_until)
