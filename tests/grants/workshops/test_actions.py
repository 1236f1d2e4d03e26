"""Booking without an account: never too many, never twice, in the order that people asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund.accounts.roles import Role
from fund.common.errors import Refused
from fund.notifications.delivery import deliver
from fund.notifications.models import Letter
from grants.applications.actions import start_application
from grants.workshops import actions, rules
from grants.workshops.models import Booking, Workshop
from tests.factories import make_booking, make_organisation, make_round, make_user, make_workshop

pytestmark = pytest.mark.django_db


def book(workshop: Workshop, name: str, seats: int = 1) -> Booking:
    return actions.book_workshop(workshop, name=name, email=f"{name}@example.org", seats=seats)


def kinds(email: str) -> list[str]:
    letters = Letter.objects.filter(to_email=email).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("workshops/workshop_") for kind in letters]


def facts_of(workshop: Workshop, **changes: Any) -> dict[str, Any]:
    names = ("round", "title", "starts_at", "ends_at", "place", "postcode", "places", "notes")
    return {name: getattr(workshop, name) for name in names} | changes


def test_booking_is_confirmed_by_a_letter_with_a_calendar() -> None:
    booking = book(make_workshop(title="Meet us"), "ada", seats=2)
    letter = Letter.objects.get()
    assert "You are booked, 2 places." in letter.body_text
    assert f"/workshops/booking/{booking.token}/" in letter.body_text
    assert deliver(letter.pk)
    (name, content, kind), *rest = mail.outbox[0].attachments
    assert (name, kind, rest) == ("calendar.ics", "text/calendar", [])
    assert str(content).startswith("BEGIN:VCALENDAR\r\n")


def test_booking_twice_is_once_and_writes_no_second_letter_at_once() -> None:
    workshop = make_workshop()
    first = book(workshop, "ada")
    assert actions.book_workshop(workshop, name="Ada", email="ADA@example.org", seats=3) == first
    assert kinds("ada@example.org") == ["booked"]
    Letter.objects.update(queued_at=timezone.now() - timedelta(hours=2))
    book(workshop, "ada")
    assert kinds("ada@example.org") == ["booked", "booked"]


def test_more_seats_than_are_left_are_refused_in_words() -> None:
    workshop = make_workshop(places=3)
    book(workshop, "ada", seats=2)
    with pytest.raises(Refused, match="Only 1 place is left. Ask for 1 or fewer"):
        book(workshop, "bob", seats=2)


def test_full_means_the_waiting_list_and_who_asked_first_moves_up() -> None:
    workshop = make_workshop(places=2)
    ada = book(workshop, "ada", seats=2)
    bob, cat, dan = (book(workshop, name, seats) for name, seats in (("bob", 2), ("cat", 1), ("dan", 1)))
    assert [row.placed_at for row in (bob, cat, dan)] == [None, None, None]
    actions.cancel_booking(ada)
    assert actions.cancel_booking(ada).cancelled_at
    assert list(workshop.bookings.placed()) == [bob]
    assert kinds("bob@example.org") == ["waiting", "booked"]
    assert kinds("cat@example.org") == ["waiting"]
    assert kinds("ada@example.org") == ["booked", "cancelled"]
    actions.cancel_booking(Booking.objects.get(pk=bob.pk))
    assert list(workshop.bookings.placed()) == [cat, dan]


def test_more_places_go_to_who_waits_and_fewer_than_booked_are_refused() -> None:
    workshop, officer = make_workshop(places=1), make_user(Role.GRANTS_OFFICER)
    book(workshop, "ada")
    bob = book(workshop, "bob", seats=2)
    actions.change_workshop(workshop, by=officer, **facts_of(workshop, places=3))
    assert Booking.objects.get(pk=bob.pk).placed_at
    with pytest.raises(Refused, match="3 places are booked"):
        actions.change_workshop(workshop, by=officer, **facts_of(workshop, places=2))


def test_another_time_or_place_is_told_to_all_and_other_words_are_not() -> None:
    workshop, officer = make_workshop(), make_user(Role.GRANTS_OFFICER)
    book(workshop, "ada")
    actions.change_workshop(workshop, by=officer, **facts_of(workshop, notes="Bring a pen."))
    assert kinds("ada@example.org") == ["booked"]
    row = actions.change_workshop(workshop, by=officer, **facts_of(workshop, place="The Mill"))
    assert kinds("ada@example.org") == ["booked", "changed"]
    letter = Letter.objects.get(kind="workshops/workshop_changed")
    assert "SEQUENCE:1\r\n" in letter.calendar
    assert "at Lock House" in letter.body_text
    assert "The Mill" in letter.body_text
    assert row.revision == 1


def test_calling_off_tells_everybody_why_and_ends_booking() -> None:
    workshop, officer = make_workshop(places=1), make_user(Role.GRANTS_OFFICER)
    book(workshop, "ada")
    bob = book(workshop, "bob")
    actions.call_off(workshop, reason="The roof leaks.", by=officer)
    assert kinds("ada@example.org") == ["booked", "called_off"]
    assert kinds("bob@example.org") == ["waiting", "called_off"]
    letter = Letter.objects.filter(kind="workshops/workshop_called_off").first()
    assert letter
    assert "The roof leaks." in letter.body_text
    assert "STATUS:CANCELLED" in letter.calendar
    for act in (lambda: book(workshop, "cat"), lambda: actions.cancel_booking(bob)):
        with pytest.raises(Refused, match="called off"):
            act()


def test_started_workshop_takes_no_booking() -> None:
    with pytest.raises(Refused, match="has started"):
        book(make_workshop(starts_at=timezone.now() - timedelta(minutes=1)), "ada")


def test_reminder_comes_two_days_before_and_once() -> None:
    starts = datetime(2027, 3, 29, 18, tzinfo=UTC)
    workshop = make_workshop(starts_at=starts)
    made = starts - timedelta(days=9)
    early = make_booking(workshop, placed_at=made)
    make_booking(workshop, placed_at=None)
    make_booking(workshop, placed_at=made, cancelled_at=made)
    make_booking(workshop, placed_at=starts - timedelta(days=1))
    make_booking(make_workshop(starts_at=starts, called_off_at=made), placed_at=made)
    assert actions.remind_due(starts - timedelta(days=2, minutes=1)) == 0
    assert actions.remind_due(starts - timedelta(days=2)) == 1
    assert actions.remind_due(starts - timedelta(days=1)) == 0
    letter = Letter.objects.get()
    assert (letter.to_email, letter.kind) == (early.email, "workshops/workshop_reminder")


def test_moved_workshop_reminds_again() -> None:
    workshop, now = make_workshop(), timezone.now()
    row = make_booking(workshop, placed_at=now - timedelta(days=20), reminded_at=now)
    later = workshop.starts_at + timedelta(days=7)
    moved = facts_of(workshop, starts_at=later, ends_at=later + timedelta(hours=1))
    actions.change_workshop(workshop, by=make_user(Role.GRANTS_OFFICER), **moved)
    assert actions.remind_due(later - timedelta(days=1)) == 1
    assert Booking.objects.get(pk=row.pk).reminded_at


def test_attendance_is_marked_after_the_start_for_who_had_a_place() -> None:
    officer, workshop = make_user(Role.GRANTS_OFFICER), make_workshop()
    ada, bob = make_booking(workshop), make_booking(workshop)
    waits = make_booking(workshop, placed_at=None)
    with pytest.raises(Refused, match="once the workshop has started"):
        actions.mark_attendance(workshop, [ada.token], by=officer)
    Workshop.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert actions.mark_attendance(workshop, [ada.token, waits.token], by=officer) == 1
    marks = dict(Booking.objects.values_list("pk", "attended"))
    assert marks == {ada.pk: True, bob.pk: False, waits.pk: None}
    assert actions.mark_attendance(workshop, [bob.token], by=officer) == 1
    assert dict(Booking.objects.values_list("pk", "attended"))[ada.pk] is False


@pytest.mark.parametrize("needed", ["booked", "attended"])
def test_round_may_ask_for_a_workshop_first(needed: str) -> None:
    lead = make_user(email="lead@example.org")
    round_ = make_round(name="Big ideas", workshop_needed=needed)
    group = make_organisation(lead, make_user())
    workshop = make_workshop(round_, place="Lock House")
    make_booking(make_workshop(), email="lead@example.org", attended=True)
    make_booking(workshop, email="lead@example.org", cancelled_at=timezone.now())
    waiting = make_booking(workshop, email="lead@example.org", placed_at=None)
    with pytest.raises(
        Refused, match="a workshop first.*The next: .*Lock House, WN1 1AA. Book at /workshops/"
    ):
        start_application(round_, group, by=lead)
    Booking.objects.filter(pk=waiting.pk).update(placed_at=timezone.now())
    if needed == "attended":
        with pytest.raises(Refused, match="comes to a workshop first"):
            start_application(round_, group, by=lead)
        Booking.objects.filter(pk=waiting.pk).update(attended=True)
    assert start_application(round_, group, by=lead).round == round_


def test_round_that_asks_for_a_workshop_says_when_there_is_none() -> None:
    lead = make_user()
    round_ = make_round(workshop_needed="booked")
    with pytest.raises(Refused, match="No workshop is planned just now: ask us for one."):
        start_application(round_, make_organisation(lead), by=lead)


@pytest.mark.parametrize(
    "wrong",
    [{"seats": 0}, {"seats": 7}, {"placed_at": None, "attended": True}, {"email": "ADA@example.org"}],
)
def test_database_refuses_what_no_row_may_hold(wrong: dict[str, Any]) -> None:
    workshop = make_workshop()
    make_booking(workshop, email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_booking(workshop, **wrong)


@pytest.mark.parametrize("wrong", [{"places": 0}, {"ends_at": timezone.now()}])
def test_database_refuses_a_workshop_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_workshop(**wrong)


steps = st.lists(st.tuples(st.booleans(), st.integers(0, 7), st.integers(1, 6)), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.integers(1, 8), steps=steps)
def test_whatever_people_do_no_more_seats_are_given_than_there_are(
    places: int, steps: list[tuple[bool, int, int]]
) -> None:
    workshop = make_workshop(places=places)
    for books, who, seats in steps:
        live = workshop.bookings.live().filter(email=f"p{who}@example.org").first()
        try:
            if books:
                book(workshop, f"p{who}", seats)
            elif live:
                actions.cancel_booking(live)
        except Refused:
            pass
        free = places - rules.seats_taken(workshop)
        assert free >= 0
        assert not [row for row in workshop.bookings.waiting() if row.seats <= free]
