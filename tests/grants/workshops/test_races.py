"""Many people at the last seats at the same moment, on a database that lets them try."""

import itertools

import pytest

from fund.notifications.models import Letter
from grants.workshops import actions, rules
from grants.workshops.models import Booking, Workshop
from tests.factories import make_booking, make_workshop
from tests.threads import at_once, several_writers

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    several_writers,
]


def test_last_seats_are_never_given_twice() -> None:
    workshop, numbers = make_workshop(places=3), itertools.count()

    def act() -> Booking:
        email = f"person{next(numbers)}@example.org"
        return actions.book_workshop(Workshop.objects.get(pk=workshop.pk), name="Somebody", email=email)

    found = at_once(*[act] * 8)
    assert len(found) == 8
    assert sum(row.placed_at is not None for row in found) == 3
    assert rules.seats_taken(workshop) == 3


def test_one_person_booking_many_times_at_once_has_one_booking() -> None:
    workshop = make_workshop()

    def act() -> Booking:
        return actions.book_workshop(workshop, name="Ada", email="ada@example.org", seats=2)

    found = at_once(*[act] * 4)
    assert len({row.pk for row in found}) == 1
    assert workshop.bookings.count() == 1


def test_two_sweeps_at_once_remind_once() -> None:
    workshop = make_workshop()
    for _number in range(3):
        make_booking(workshop, placed_at=workshop.starts_at - actions.REMIND_BEFORE * 4)
    due = workshop.starts_at - actions.REMIND_BEFORE
    found = at_once(*[lambda: actions.remind_due(due)] * 4)
    assert sum(found) == 3
    assert Letter.objects.count() == 3
