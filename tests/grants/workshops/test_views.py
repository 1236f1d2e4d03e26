"""Workshops as people without an account meet them, and as officers run them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.accounts.roles import Role
from fund.common.dates import format_day
from grants.workshops.models import Booking, Workshop
from tests.dates import in_next_year
from tests.factories import (
    make_booking,
    make_fund,
    make_organisation,
    make_round,
    make_round_page,
    make_user,
    make_workshop,
)
from tests.visiting import page

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada", "email": "Ada@Example.org", "seats": "2"}


def client_of(*roles: Role) -> Client:
    client = Client()
    client.force_login(make_user(*roles))
    return client


def test_whole_way_from_the_round_to_cancelling(client: Client) -> None:
    workshop = make_workshop(title="Meet us at the lock")
    assert "Meet us at the lock" in page(client.get(make_round_page(workshop.round).url))
    assert "Meet us at the lock" in page(client.get("/workshops/"))
    address = f"/workshops/{workshop.reference}/"
    assert "10 places left." in page(client.get(address))
    text = page(client.post(address, ADA, follow=True))
    assert "You are booked. We have written to ada@example.org." in text
    assert "8 places left." in text
    mine = f"/workshops/booking/{Booking.objects.get().token}/"
    assert "2 places for Ada." in page(client.get(mine))
    assert "Your booking is cancelled" in page(client.post(mine, follow=True))
    assert "10 places left." in page(client.get(address))


def test_booking_again_tells_a_stranger_nothing(client: Client) -> None:
    workshop = make_workshop()
    booking = make_booking(workshop, email="ada@example.org")
    text = page(client.post(f"/workshops/{workshop.reference}/", ADA, follow=True))
    assert str(booking.token) not in text
    assert booking.name not in text


def test_full_workshop_offers_its_waiting_list(client: Client) -> None:
    workshop = make_workshop(places=1)
    make_booking(workshop)
    address = f"/workshops/{workshop.reference}/"
    assert "Join the waiting list" in page(client.get(address))
    assert "You are on the waiting list" in page(client.post(address, ADA, follow=True))
    assert "Full: waiting list" in page(client.get("/workshops/"))


def test_mistakes_are_said_and_nothing_typed_is_lost(client: Client) -> None:
    workshop = make_workshop(places=1)
    address = f"/workshops/{workshop.reference}/"
    text = page(client.post(address, {"name": "Ada", "email": "ada", "seats": "9"}))
    assert "<title>Error: " in text
    assert 'value="Ada"' in text
    text = page(client.post(address, ADA))
    assert "Only 1 place is left. Ask for 1 or fewer." in text
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"starts_at": timezone.now() - timedelta(hours=1)}, "has started"),
        ({"called_off_at": timezone.now()}, "was called off"),
    ],
)
def test_workshop_that_is_over_or_off_says_so(client: Client, facts: dict[str, Any], words: str) -> None:
    workshop = make_workshop(**facts)
    text = page(client.get(f"/workshops/{workshop.reference}/"))
    assert words in text
    assert "<form" not in text.split("<main")[1]
    assert workshop.title not in page(client.get("/workshops/"))


def test_calendar_file_is_a_calendar(client: Client) -> None:
    workshop = make_workshop()
    response = client.get(f"/workshops/{workshop.reference}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_words_of_officers_are_text(client: Client) -> None:
    workshop = make_workshop(title="<b>Tea</b>", notes="<script>alert(1)</script>")
    text = page(client.get(f"/workshops/{workshop.reference}/"))
    assert "<script>alert" not in text
    assert "<b>Tea</b>" not in text


def test_officer_sets_one_up_changes_it_and_calls_it_off() -> None:
    client, round_, day = client_of(Role.GRANTS_OFFICER), make_round(), in_next_year(3, 1)
    facts = {
        "round": round_.pk, "title": "Tea and ideas", "starts_at": f"{day}T18:30",
        "ends_at": f"{day}T20:00", "place": "Lock House", "postcode": "wn1 1aa",
        "places": "12", "notes": "",
    }  # fmt: skip
    wrong = {**facts, "ends_at": f"{day}T18:00", "postcode": "here", "places": "0"}
    text = page(client.post("/staff/workshops/new/", wrong))
    for words in ("A workshop ends after it starts", "Enter a full postcode", "between 1 and 1000"):
        assert words in text
    assert "still to come" in page(
        client.post("/staff/workshops/new/", {**facts, "starts_at": "2020-03-27T18:30"})
    )
    text = page(client.post("/staff/workshops/new/", facts, follow=True))
    assert f"{format_day(day)} at 6:30pm" in text
    row = Workshop.objects.get()
    client.post(f"/workshops/{row.reference}/", ADA)
    change = f"/staff/workshops/{row.reference}/change/"
    assert 'value="WN1 1AA"' in page(client.get(change))
    text = page(client.post(change, {**facts, "places": "1"}))
    assert "2 places are booked. Keep at least as many." in text
    client.post(change, {**facts, "place": "The Mill"})
    assert "The Mill" in page(client.get(f"/staff/workshops/{row.reference}/"))
    off = f"/staff/workshops/{row.reference}/call-off/"
    assert "Answer “Why?”" in page(client.post(off, {}))
    assert "Called off" in page(client.post(off, {"reason": "No heating."}, follow=True))


def test_officer_marks_who_came() -> None:
    client, workshop = client_of(Role.GRANTS_OFFICER), make_workshop(starts_at=timezone.now())
    ada, bob = make_booking(workshop), make_booking(workshop)
    address = f"/staff/workshops/{workshop.reference}/"
    data = {"came": [str(ada.token), "nonsense", "00000000-0000-4000-8000-000000000000"]}
    assert "Saved: 1 came." in page(client.post(address, data, follow=True))
    assert [Booking.objects.get(pk=row.pk).attended for row in (ada, bob)] == [True, False]


def test_auditor_reads_and_changes_nothing() -> None:
    client, workshop = client_of(Role.AUDITOR), make_workshop(starts_at=timezone.now())
    booking = make_booking(workshop)
    text = page(client.post(f"/staff/workshops/{workshop.reference}/", {"came": str(booking.token)}))
    assert "Save who came" not in text
    assert Booking.objects.get().attended is None


def test_officer_of_another_fund_finds_nothing() -> None:
    workshop, officer = make_workshop(), make_user(Role.GRANTS_OFFICER)
    make_fund().limits.create(user=officer)
    client = Client()
    client.force_login(officer)
    assert client.get(f"/staff/workshops/{workshop.reference}/").status_code == 404
    assert client.get(f"/staff/workshops/{workshop.reference}/bookings.csv").status_code == 404
    assert workshop.reference not in page(client.get("/staff/workshops/"))


def test_file_for_the_door_keeps_formulas_as_text() -> None:
    workshop = make_workshop()
    make_booking(workshop, name="=cmd()", email="ada@example.org", seats=2)
    response = client_of(Role.GRANTS_OFFICER).get(f"/staff/workshops/{workshop.reference}/bookings.csv")
    heading, row, *_rest = b"".join(response).decode().splitlines()
    assert heading.lstrip("\ufeff") == "Name,E-mail,Seats,Booked,Place,IntakeChannel"
    assert row.startswith("'=cmd(),ada@example.org,2,")


def test_apply_page_says_that_a_workshop_comes_first_and_refuses_in_words() -> None:
    lead = make_user()
    round_ = make_round(workshop_needed="attended")
    group = make_organisation(lead)
    client = Client()
    client.force_login(lead)
    assert "somebody in it comes to" in page(client.get(f"/my/apply/{round_.slug}/"))
    text = page(client.post(f"/my/apply/{round_.slug}/", {"group": group.slug}))
    assert "No workshop is planned just now: ask us for one." in text
    assert "somebody in it comes to" in page(Client().get(make_round_page(round_).url))


@pytest.mark.parametrize(("address", "queries"), [("/workshops/", 1), ("/staff/workshops/", 5)])
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_whatever_they_hold(
    address: str, queries: int, rows: int, django_assert_num_queries: Any
) -> None:
    for _number in range(rows):
        make_booking(make_workshop())
    client = client_of(Role.GRANTS_OFFICER) if "staff" in address else Client()
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_one_workshop_costs_the_same_whoever_comes(rows: int, django_assert_num_queries: Any) -> None:
    workshop = make_workshop()
    for _number in range(rows):
        make_booking(workshop)
    client = client_of(Role.GRANTS_OFFICER)
    with django_assert_num_queries(8):
        client.get(f"/staff/workshops/{workshop.reference}/")
