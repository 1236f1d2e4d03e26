"""Who may run workshops, how many seats are free, and what a round asks for before applying. Reads only."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import OFFICERS
from fund.common.dates import format_deadline
from grants.funding.models import Round
from grants.funding.states import WorkshopNeeded
from grants.workshops.models import Booking, Workshop

NAMED = 3


def can_run(user: User) -> bool:
    """Officers set workshops up and say who came."""
    return user.has_role(*OFFICERS)


def seats_taken(workshop: Workshop) -> int:
    """Seats that people have. Hold the workshop's row to rely on it."""
    return workshop.bookings.placed().aggregate(sum=Sum("seats"))["sum"] or 0


def seats_free(workshop: Workshop) -> int:
    return max(0, workshop.places - seats_taken(workshop))


def why_not_book(workshop: Workshop, moment: datetime) -> str:
    """The sentence that keeps anybody from booking; empty while one can."""
    if workshop.called_off_at:
        return "This workshop was called off."
    if workshop.starts_at <= moment:
        return "This workshop has started, so it can't be booked any more."
    return ""


def why_not_apply(round_: Round, emails: Iterable[str]) -> str:
    """What the round still asks for before people with these addresses apply; empty when nothing."""
    needed = round_.workshop_needed
    if needed == WorkshopNeeded.NO:
        return ""
    own = Booking.objects.placed().filter(
        workshop__round=round_, workshop__called_off_at=None, email__in=[email.lower() for email in emails]
    )
    if needed == WorkshopNeeded.ATTENDED:
        own = own.filter(attended=True)
    return "" if own.exists() else _sentence(round_)


def _sentence(round_: Round) -> str:
    did = "books" if round_.workshop_needed == WorkshopNeeded.BOOKED else "comes to"
    asks = f"For {round_}, somebody of your group {did} a workshop first, under their e-mail address here."
    rows = Workshop.objects.upcoming_at(timezone.now()).filter(round=round_)[:NAMED]
    if not rows:
        return f"{asks} No workshop is planned just now: ask us for one."
    named = "; ".join(f"{format_deadline(row.starts_at)}, {row.where}" for row in rows)
    return f"{asks} The next: {named}. Book at /workshops/."
