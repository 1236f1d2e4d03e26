"""Nobody makes us write hundreds of letters to others, nor fills our tables, however they try."""

from typing import Any

import pytest
from django.test import Client

from fund.notifications.models import Letter
from grants.forms.models import PendingPost
from grants.organisations.models import Invitation, Organisation
from grants.workshops.models import Booking
from tests.factories import make_draft, make_organisation, make_user, make_workshop

pytestmark = pytest.mark.django_db
WORDS = "That was many times in a short while."


@pytest.fixture(autouse=True)
def _few(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {
        name: f"2/h/{per.rpartition('/')[2]}" for name, per in settings.ACCOUNT_RATE_LIMITS.items()
    }


def test_stranger_books_a_few_seats_and_no_more(client: Client) -> None:
    address = f"/workshops/{make_workshop(places=50).reference}/"
    for number in range(3):
        booked = {"name": "Ada", "email": f"person{number}@example.org", "seats": "1"}
        last = client.post(address, booked)
    assert WORDS in last.content.decode()
    assert (Booking.objects.count(), Letter.objects.count()) == (2, 2)


def test_lead_invites_a_few_people_and_no_more(client: Client) -> None:
    lead = make_user()
    group = make_organisation(lead)
    client.force_login(lead)
    for number in range(3):
        asked = {"email": f"friend{number}@example.org", "role": "editor"}
        last = client.post(f"/my/groups/{group.slug}/people/", asked)
    assert WORDS in last.content.decode()
    assert Invitation.objects.count() == 2


def test_person_adds_a_few_groups_and_no_more(client: Client) -> None:
    client.force_login(make_user())
    for number in range(3):
        facts = {"name": f"Growers {number}", "legal_form": "charity", "charity_number": f"110904{number}",
                 "postcode": "WN1 1AA", "another": "1"}  # fmt: skip
        last = client.post("/my/groups/new/", facts)
    assert WORDS in last.content.decode()
    assert Organisation.objects.count() == 2


def test_stranger_leaves_a_few_words_at_the_door_and_no_more(client: Client) -> None:
    address = f"/my/applications/{make_draft().reference}/section/your-idea/"
    for _number in range(3):
        assert client.post(address, {"title": "Growing"}).status_code == 302
    assert PendingPost.objects.count() == 2
