"""Names and e-mail addresses leave bookings some months after the event. Seats and who came still count."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from fund.audit.actions import record
from fund.common.dates import LONDON
from fund.common.locks import lock
from fund.notifications.actions import forget_letters
from grants.workshops import verbs  # noqa: F401
from grants.workshops.models import Workshop

SWEEP_LIMIT = 200
LETTERS = "workshops/workshop_"


@dataclass(frozen=True)
class Due:
    """A workshop with bookings that still name people, and how many they are."""

    workshop: Workshop
    bookings: int


def due_at(moment: datetime) -> list[Due]:
    """What is to be forgotten at `moment`, the oldest first."""
    named = Count("bookings", filter=Q(bookings__forgotten_at=None))
    rows = Workshop.objects.filter(ends_at__lt=_months_before(moment, settings.BOOKING_MONTHS))
    found = rows.annotate(named=named).filter(named__gt=0).order_by("ends_at", "pk")[:SWEEP_LIMIT]
    return [Due(row, row.named) for row in found]  # type: ignore[attr-defined]


def forget_bookings(moment: datetime | None = None) -> int:
    """Forget what is due. Returns how many bookings lost their names; calling it again does nothing more."""
    now = moment or timezone.now()
    return sum(_forget(due.workshop, now) for due in due_at(now))


@transaction.atomic
def _forget(workshop: Workshop, moment: datetime) -> int:
    row = lock(workshop)
    count = row.bookings.filter(forgotten_at=None).update(name="", email="", forgotten_at=moment)
    if count:
        letters = forget_letters(LETTERS, case_reference=row.reference)
        record(
            "workshop_bookings_forgotten",
            row,
            by=None,
            case_reference=row.reference,
            count=count,
            letters=letters,
        )
    return count


def format_due(moment: datetime) -> Iterator[str]:
    """What would be forgotten, a line for each workshop, naming nobody."""
    for due in due_at(moment):
        plural = "" if due.bookings == 1 else "s"
        row = due.workshop
        yield f"{row.reference}: {due.bookings} booking{plural}, ended {timezone.localdate(row.ends_at)}"


def _months_before(moment: datetime, months: int) -> datetime:
    """The same time of day so many months before, on the last day of the month where there is no such day."""
    local = moment.astimezone(LONDON)
    years, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return local.replace(year=years, month=month + 1, day=min(local.day, last))
