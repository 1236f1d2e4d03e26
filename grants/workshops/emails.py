"""Letters about workshops. Each carries the workshop for the reader's calendar."""

from typing import Any

from django.utils import timezone

from fund.notifications.actions import queue_letter
from grants.workshops.calendar import write_calendar
from grants.workshops.models import Booking


def write_letter(letter: str, booking: Booking, *, calendar: bool = True, **context: Any) -> None:
    """Queue `workshops/workshop_<letter>` for whoever booked."""
    workshop = booking.workshop
    facts = {"workshop": workshop, "round": workshop.round, "booking": booking, "to_name": booking.name}
    queue_letter(
        f"workshops/workshop_{letter}",
        to=booking.email,
        context={**facts, **context},
        case_reference=workshop.reference,
        calendar=write_calendar(workshop, now=timezone.now()) if calendar else "",
    )
