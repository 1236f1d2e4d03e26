"""Letters about workshops. Each carries the workshop for the reader's calendar."""

from typing import Any

from django.utils import timezone

from fund.notifications.actions import queue_letter
from grants.programmes.models import Booking
from grants.programmes.workshops.calendar import write_calendar


def write_letter(letter: str, booking: Booking, *, calendar: bool = True, **context: Any) -> None:
    """Queue `programmes/workshop_<letter>` for whoever booked."""
    workshop = booking.workshop
    facts = {"workshop": workshop, "round": workshop.round, "booking": booking, "to_name": booking.name}
    queue_letter(
        f"programmes/workshop_{letter}",
        to=booking.email,
        context={**facts, **context},
        trail=workshop.reference,
        calendar=write_calendar(workshop, now=timezone.now()) if calendar else "",
    )
