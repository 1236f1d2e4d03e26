"""Setting workshops up, booking seats, and saying who came. Seats are given only while the row is held."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.postcodes import postcode_key
from fund.common.sequences import next_number, write_reference
from fund.notifications.models import Letter
from grants.places.lookup import area_for_postcode
from grants.workshops import rules
from grants.workshops.emails import write_letter
from grants.workshops.models import Booking, Workshop

REMIND_BEFORE = timedelta(days=2)
LETTER_AGAIN_AFTER = timedelta(hours=1)
SWEEP_LIMIT = 500
IN_CALENDARS = ("title", "starts_at", "ends_at", "place", "postcode")


@transaction.atomic
def add_workshop(*, by: User, **facts: Any) -> Workshop:
    """A new workshop, open for booking at once."""
    workshop = Workshop(reference=write_reference("WS", next_number("workshop")))
    _set(workshop, facts)
    if workshop.starts_at <= timezone.now():
        raise Refused("Enter a start that is still to come.", field="starts_at")
    workshop.save()
    record("workshop_added", workshop, by=by, case_reference=workshop.reference)
    return workshop


@transaction.atomic
def change_workshop(workshop: Workshop, *, by: User, **facts: Any) -> Workshop:
    """New facts. Who booked is told of another time or place; who waits may get a place."""
    row = lock(workshop)
    if row.called_off_at:
        raise Refused("This workshop was called off.")
    before = {name: getattr(row, name) for name in IN_CALENDARS}
    _set(row, facts)
    taken = rules.seats_taken(row)
    if row.places < taken:
        raise Refused(f"{taken} places are booked. Keep at least as many.", field="places")
    moved = before != {name: getattr(row, name) for name in IN_CALENDARS}
    row.revision += moved
    row.save()
    if moved:
        for booking in row.bookings.live().select_related("workshop__round"):
            write_letter("changed", booking, before=before)
        if before["starts_at"] != row.starts_at:
            row.bookings.live().update(reminded_at=None)
    record("workshop_changed", row, by=by, case_reference=row.reference)
    _fill(row)
    return row


@transaction.atomic
def call_off(workshop: Workshop, *, reason: str, by: User) -> Workshop:
    """It does not take place. Everybody who booked or waits is told why."""
    row = lock(workshop)
    if sentence := rules.why_not_book(row, timezone.now()):
        raise Refused(sentence)
    row.called_off_at = timezone.now()
    row.revision += 1
    row.save(update_fields=["called_off_at", "revision"])
    for booking in row.bookings.live().select_related("workshop__round"):
        write_letter("called_off", booking, reason=reason)
    record("workshop_called_off", row, by=by, case_reference=row.reference, reason=reason)
    return row


@transaction.atomic
def book_workshop(
    workshop: Workshop, *, name: str, email: str, seats: int = 1, by: User | None = None
) -> Booking:
    """Seats if there are any, or else a place on the waiting list. Booking again changes nothing.

    Raises Refused when fewer seats are free than asked for.
    """
    row = lock(workshop)
    if sentence := rules.why_not_book(row, timezone.now()):
        raise Refused(sentence)
    email = email.strip().lower()
    if existing := row.bookings.live().filter(email=email).first():
        return _say_again(existing)
    free = rules.seats_free(row)
    if 0 < free < seats:
        left = "1 place is" if free == 1 else f"{free} places are"
        raise Refused(f"Only {left} left. Ask for {free} or fewer.", field="seats")
    placed_at = timezone.now() if free else None
    booking = Booking.objects.create(workshop=row, name=name, email=email, seats=seats, placed_at=placed_at)
    write_letter("booked" if placed_at else "waiting", booking, calendar=bool(placed_at))
    record(
        "workshop_booked" if placed_at else "workshop_waited_for",
        row,
        by=by,
        case_reference=row.reference,
        seats=seats,
    )
    return booking


def _say_again(booking: Booking) -> Booking:
    """Write the letter once more to who booked before, but not every minute to who asked for nothing."""
    kind = f"workshops/workshop_{'booked' if booking.placed_at else 'waiting'}"
    lately = Letter.objects.filter(
        kind=kind,
        to_email=booking.email,
        case_reference=booking.workshop.reference,
        queued_at__gt=timezone.now() - LETTER_AGAIN_AFTER,
    )
    if not lately.exists():
        write_letter("booked" if booking.placed_at else "waiting", booking, calendar=bool(booking.placed_at))
    return booking


@transaction.atomic
def cancel_booking(booking: Booking, *, by: User | None = None) -> Booking:
    """Give the seats back; they go to who waits. Cancelling twice is once."""
    workshop = lock(booking.workshop)
    row = lock(booking)
    if row.cancelled_at:
        return row
    if sentence := rules.why_not_book(workshop, timezone.now()):
        raise Refused(sentence.replace("booked", "cancelled"))
    row.cancelled_at = timezone.now()
    row.save(update_fields=["cancelled_at"])
    write_letter("cancelled", row, calendar=False)
    record("workshop_booking_cancelled", workshop, by=by, case_reference=workshop.reference, seats=row.seats)
    _fill(workshop)
    return row


@transaction.atomic
def mark_attendance(workshop: Workshop, came: Collection[uuid.UUID], *, by: User) -> int:
    """Say of everybody who had a place whether they came. Returns how many did."""
    row = lock(workshop)
    if row.called_off_at or row.starts_at > timezone.now():
        raise Refused("Mark who came once the workshop has started.")
    placed = row.bookings.placed()
    placed.exclude(token__in=came).update(attended=False)
    count = placed.filter(token__in=came).update(attended=True)
    record("workshop_attendance_marked", row, by=by, case_reference=row.reference, count=count)
    return count


def remind_due(moment: datetime | None = None) -> int:
    """Letters two days before, once each; none to who got a place within those two days."""
    now = moment or timezone.now()
    due = Booking.objects.placed().filter(
        reminded_at=None,
        workshop__called_off_at=None,
        workshop__starts_at__gt=now,
        workshop__starts_at__lte=now + REMIND_BEFORE,
        placed_at__lt=F("workshop__starts_at") - REMIND_BEFORE,
    )
    return sum(_remind(pk, now) for pk in due.order_by("pk").values_list("pk", flat=True)[:SWEEP_LIMIT])


@transaction.atomic
def _remind(pk: int, moment: datetime) -> int:
    """Claimed by one UPDATE with its condition, so of two sweeps only one writes."""
    claimed = Booking.objects.placed().filter(pk=pk, reminded_at=None).update(reminded_at=moment)
    if claimed:
        write_letter("reminder", Booking.objects.select_related("workshop__round").get(pk=pk))
    return claimed


def _fill(workshop: Workshop) -> None:
    """Give free seats to who waits, in order; the row is held."""
    if rules.why_not_book(workshop, timezone.now()):
        return
    free = rules.seats_free(workshop)
    for booking in workshop.bookings.waiting().select_related("workshop__round"):
        if booking.seats <= free:
            free -= booking.seats
            booking.placed_at = timezone.now()
            booking.save(update_fields=["placed_at"])
            write_letter("booked", booking, waited=True)


def _set(workshop: Workshop, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(workshop, name, value)
    workshop.postcode = postcode_key(workshop.postcode)
    workshop.area = area_for_postcode(workshop.postcode)
