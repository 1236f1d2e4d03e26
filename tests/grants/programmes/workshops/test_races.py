"""Many people at the last seats at the same moment, on a database that lets them try."""

import itertools

import pytest
from django.db import connection

from fund.notifications.models import Letter
from grants.programmes.models import Booking, Workshop
from grants.programmes.workshops import actions, rules
from tests.factories import make_booking, make_workshop
from tests.grants.applications.test_races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_last_seats_are_never_given_twice() -> None:
    workshop, numbers = make_workshop(places=3), itertools.count()

    def act() -> Booking:
        email = f"person{next(numbers)}@example.org"
        return actions.book_workshop(Workshop.objects.get(pk=workshop.pk), name="Somebody", email=email)

    found = at_once(8, act)
    assert len(found) == 8
    assert sum(row.placed_at is not None for row in found) == 3
    assert rules.seats_taken(workshop) == 3


def test_one_person_booking_many_times_at_once_has_one_booking() -> None:
    workshop = make_workshop()
    found = at_once(4, lambda: actions.book_workshop(workshop, name="Ada", email="ada@example.org", seats=2))
    assert len({row.pk for row in found}) == 1
    assert workshop.bookings.count() == 1


def test_two_sweeps_at_once_remind_once() -> None:
    workshop = make_workshop()
    for _number in range(3):
        make_booking(workshop, placed_at=workshop.starts_at - actions.REMIND_BEFORE * 4)
    found = at_once(4, lambda: actions.remind_due(workshop.starts_at - actions.REMIND_BEFORE))
    assert sum(found) == 3
    assert Letter.objects.count() == 3
