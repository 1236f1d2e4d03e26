"""Names leave bookings some months after the event; seats and who came still count."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from fund.audit.models import Event
from fund.notifications.actions import post_letter
from fund.notifications.models import Letter, LetterState
from grants.workshops import rules
from grants.workshops.forgetting import _months_before, forget_bookings
from grants.workshops.models import Booking, Workshop
from tests.factories.funding import make_booking, make_workshop

pytestmark = pytest.mark.django_db


def past_workshop(days: int) -> Workshop:
    return make_workshop(starts_at=timezone.now() - timedelta(days=days))


def test_names_and_letters_go_and_totals_stay(settings: Any) -> None:
    settings.BOOKING_MONTHS = 12
    old, young = past_workshop(400), past_workshop(300)
    make_booking(old, seats=3, attended=True)
    make_booking(old, cancelled_at=timezone.now())
    make_booking(young)
    letters = [
        post_letter(
            "workshops/workshop_booked",
            to="v@example.org",
            subject="S",
            body_text="B",
            case_reference=case_reference,
        )
        for case_reference in (old.reference, old.reference)
    ]
    Letter.objects.filter(pk=letters[0].pk).update(state=LetterState.SENT, sent_at=timezone.now())
    assert forget_bookings() == 2
    assert {(row.name, row.email) for row in old.bookings.all()} == {("", "")}
    assert rules.seats_taken(old) == 3
    assert old.bookings.get(seats=3).attended
    assert young.bookings.get().email
    assert Letter.objects.get().state == LetterState.WAITING
    event = Event.objects.get(verb="workshop_bookings_forgotten")
    assert event.data == {"count": 2, "letters": 1}
    assert forget_bookings() == 0


def test_dry_run_names_nobody_and_removes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    booking = make_booking(past_workshop(800))
    call_command("forget_bookings", "--dry-run")
    said = capsys.readouterr().out
    assert f"{booking.workshop.reference}: 1 booking, ended" in said
    assert booking.email not in said
    assert Booking.objects.get().name == booking.name
    call_command("forget_bookings")
    assert Booking.objects.get().name == ""


def test_months_end_on_a_day_that_there_is() -> None:
    assert _months_before(datetime(2028, 2, 29, 12, tzinfo=UTC), 12).date().isoformat() == "2027-02-28"
    assert _months_before(datetime(2027, 1, 31, 12, tzinfo=UTC), 2).date().isoformat() == "2026-11-30"
