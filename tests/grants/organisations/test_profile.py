"""What is known of a group: asked once, confirmed with one press, flagged when it is old."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.errors import Refused
from grants.organisations import actions, profile
from grants.organisations.models import Confirmation, Document, Organisation
from grants.organisations.states import IncomeBand
from tests.factories import make_document, make_draft, make_organisation, make_user

pytestmark = pytest.mark.django_db


def at(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def add_group(by: User, **facts: Any) -> Organisation:
    given = {"name": "Growers", "legal_form": "group", "postcode": "WN1 1AA", "website": "", **facts}
    return actions.add_organisation(by=by, **given)


def age(group: Organisation, days: int = 400) -> None:
    then = timezone.now() - timedelta(days=days)
    group.confirmations.update(confirmed_at=then)
    group.documents.update(confirmed_at=then)


def flags(group: Organisation) -> dict[str, str]:
    return {fact.title: fact.flag for fact in profile.facts(group) if fact.flag}


def test_facts_are_confirmed_by_giving_them_and_grow_old() -> None:
    group = add_group(make_user(full_name="Ann Lead"), purposes="We grow food.")
    facts = {fact.title: fact for fact in profile.facts(group)}
    assert set(facts) == {"Name", "Kind", "Address", "What it is for"}
    assert facts["Name"].confirmed_by == "Ann Lead"
    assert flags(group) == {}
    age(group)
    assert set(flags(group)) == set(facts)
    assert set(flags(group).values()) == {"Not confirmed for over a year"}


def test_only_what_changes_is_confirmed_by_a_change() -> None:
    lead = make_user()
    group = add_group(lead, purposes="We grow food.")
    age(group)
    actions.change_organisation(group, by=lead, name="Growers", postcode="WN7 1AB", purposes="We grow food.")
    group.refresh_from_db()
    assert set(flags(group)) == {"Name", "Kind", "What it is for"}


def test_one_press_says_that_all_is_still_right(client: Client) -> None:
    lead = make_user()
    group = add_group(lead)
    age(group)
    page = at(client, lead).get(reverse("organisations:group", args=[group.slug])).content.decode()
    assert page.count("Not confirmed for over a year") == 3
    names = [fact.key for fact in profile.facts(group)]
    client.post(reverse("organisations:confirm", args=[group.slug]), {"fact": names})
    assert flags(group) == {}


def test_viewer_confirms_nothing_and_keeps_no_documents(client: Client) -> None:
    lead, viewer = make_user(), make_user()
    group = add_group(lead)
    group.memberships.create(user=viewer, role="viewer")
    document = make_document(group)
    at(client, viewer)
    assert (
        client.post(reverse("organisations:confirm", args=[group.slug]), {"fact": "name"}).status_code == 403
    )
    address = reverse("organisations:documents", args=[group.slug])
    assert client.post(address, {"remove": document.file.token}).status_code == 403
    assert client.get(address).status_code == 200
    for act in (
        lambda: actions.confirm_facts(group, ["name"], by=viewer),
        lambda: actions.remove_document(document, by=viewer),
    ):
        with pytest.raises(Refused, match="Only leads and editors"):
            act()


def test_group_of_past_grants_was_never_confirmed() -> None:
    assert set(flags(make_organisation()).values()) == {"Not confirmed yet"}


def post_document(client: Client, group: Organisation, **fields: Any) -> str:
    upload = SimpleUploadedFile("cover.txt", fields.pop("content", b"Our cover."))
    typed = {"kind": "insurance", "expires_on": "2999-01-01", "upload": upload, **fields}
    address = reverse("organisations:documents", args=[group.slug])
    return client.post(address, typed, follow=True).content.decode()


def test_newer_document_takes_the_place_of_the_older(client: Client) -> None:
    lead = make_user()
    group = make_organisation(lead)
    at(client, lead)
    assert "Public liability insurance is added" in post_document(client, group)
    post_document(client, group)
    assert Document.objects.count() == 2
    assert [fact.expires_on for fact in profile.documents(group)] == [date(2999, 1, 1)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"expires_on": ""}, "Enter the day the insurance ends"),
        ({"expires_on": "2001-01-01"}, "This day is past"),
        ({"kind": "other"}, "Write what it is"),
        ({"kind": ""}, "What is it?"),
        ({"content": b"MZ\x90\x00"}, "does not look like a TXT file"),
    ],
)
def test_document_that_can_not_be_taken_says_why(typed: dict[str, Any], says: str, client: Client) -> None:
    lead = make_user()
    group = make_organisation(lead)
    page = post_document(at(client, lead), group, **typed)
    assert says in page
    assert "<title>Error: " in page
    assert not group.documents.exists()


def test_expired_document_is_flagged_and_can_not_be_called_right(client: Client) -> None:
    lead = make_user()
    group = make_organisation(lead)
    today = timezone.localdate()
    insurance = make_document(group, kind="insurance", expires_on=today - timedelta(days=1))
    policy = make_document(group, kind="equality", expires_on=today + timedelta(days=10))
    by_title = {fact.title: fact for fact in profile.documents(group)}
    assert by_title["Public liability insurance"].flag.startswith("Expired on")
    assert by_title["Equality policy"].flag.startswith("Expires on")
    with pytest.raises(Refused, match="has expired"):
        actions.confirm_document(insurance, by=lead)
    address = reverse("organisations:documents", args=[group.slug])
    at(client, lead).post(address, {"confirm": policy.file.token})
    client.post(address, {"remove": insurance.file.token})
    assert [str(document) for document in group.documents.current()] == ["Equality policy"]
    assert client.post(address, {"remove": "nonsense"}).status_code == 200


def test_documents_are_served_to_the_group_and_to_staff(client: Client) -> None:
    lead = make_user()
    group = make_organisation(lead)
    token = make_document(group).file.token
    other = make_document(make_organisation(make_user())).file.token
    mine = reverse("organisations:document", args=[group.slug, token])
    assert b"".join(at(client, lead).get(mine)).startswith(b"We, the people")
    assert client.get(reverse("organisations:document", args=[group.slug, other])).status_code == 404
    page = at(client, make_user(Role.GRANTS_OFFICER)).get(f"/staff/groups/{group.slug}/").content.decode()
    assert "rules.txt" in page
    assert "Still right" not in page


def test_facts_stand_on_the_page_that_sends_an_application(client: Client) -> None:
    lead = make_user(full_name="Ann Lead")
    group = add_group(lead)
    make_document(group, by=lead)
    draft = make_draft(organisation=group, by=lead)
    page = at(client, lead).get(reverse("applications:check", args=[draft.reference])).content.decode()
    assert page.count("by Ann Lead") == 4
    assert "rules.txt" in page


@pytest.mark.parametrize(
    ("amount", "band"),
    [("0", "small"), ("999.99", "small"), ("1000", "to10k"), ("99999", "to100k"), ("500000", "more")],
)
def test_income_says_its_band(amount: str, band: str) -> None:
    assert IncomeBand.of(Decimal(amount)).value == band


def test_exact_income_is_shown_and_a_band_where_there_is_none(client: Client) -> None:
    lead = make_user()
    group = add_group(lead)
    typed = {"name": "Growers", "legal_form": "group", "postcode": "WN1 1AA", "income_band": "small"}
    address = reverse("organisations:edit", args=[group.slug])
    at(client, lead).post(address, typed)
    group.refresh_from_db()
    assert profile.income_of(group) == "Under £1,000"
    client.post(address, {**typed, "annual_income": "12,400"})
    group.refresh_from_db()
    assert (profile.income_of(group), group.income_band) == ("£12,400", "to25k")


@pytest.mark.parametrize("count", [1, 3])
def test_profile_costs_two_queries_whatever_is_known(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = make_organisation(make_user())
    for number in range(count):
        make_document(group, kind="other", title=f"Paper {number}")
        Confirmation.objects.create(
            organisation=group,
            fact=("name", "address", "purposes")[number],
            confirmed_at=timezone.now(),
            confirmed_by=make_user(),
        )
    with django_assert_num_queries(2):
        profile.facts(group)
        assert len(profile.documents(group)) == count
