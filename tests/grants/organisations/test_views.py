"""Groups on screen: for their people, and for staff who verify where money goes."""

from typing import Any

import pytest
from django.test import Client

from fund.accounts.roles import Role
from grants.organisations.actions import give_bank_account
from grants.organisations.models import BankAccount, Organisation
from grants.organisations.states import MemberRole
from tests.factories import make_award, make_organisation, make_round, make_user
from tests.visiting import client_of

pytestmark = pytest.mark.django_db
DIGITS = {"sort_code": "20-00-00", "account_number": "55382211"}


def test_group_is_added_on_the_way_to_a_round() -> None:
    make_round(slug="big-ideas")
    client = client_of(make_user())
    data = {"name": "Growers", "legal_form": "charity", "postcode": "nowhere", "charity_number": "12"}
    html = client.post("/my/groups/new/?for=big-ideas", data).content.decode()
    assert "Enter a full postcode, like WN1 1AA" in html
    assert "Enter a charity number of six or seven digits" in html
    data |= {"postcode": "wn1 1aa", "charity_number": "1109047"}
    assert client.post("/my/groups/new/?for=big-ideas", data)["Location"] == "/my/apply/big-ideas/"
    assert Organisation.objects.get().identifier == "GB-CHC-1109047"


def test_every_wrong_part_of_a_bank_account_is_told_at_once_and_what_was_typed_stays() -> None:
    lead = make_user()
    group = make_organisation(lead)
    typed = {"account_name": "Growers", "sort_code": "12-34", "account_number": "12"}
    html = client_of(lead).post(f"/my/groups/{group.slug}/bank-account/", typed).content.decode()
    assert "Enter a sort code of six digits" in html
    assert "Enter an account number of six to eight digits" in html
    assert 'value="12-34"' in html
    assert not group.bank_accounts.exists()


def test_account_is_given_masked_and_verified_by_call_back() -> None:
    lead = make_user()
    group = make_organisation(lead)
    mine, finance = client_of(lead), client_of(make_user(Role.FINANCE_OFFICER))
    mine.post(f"/my/groups/{group.slug}/bank-account/", {"account_name": "Growers", **DIGITS})
    html = mine.get(f"/my/groups/{group.slug}/").content.decode()
    assert "ending 2211" in html
    assert "55382211" not in html
    address = f"/staff/groups/{group.slug}/bank-account/"
    assert "55382211" not in finance.get(address).content.decode()
    heard = {**DIGITS, "call_back": "Priya, on the number in the governing document"}
    wrong = finance.post(address, {**heard, "account_number": "55382212"}).content.decode()
    assert "These are not the details that were given" in wrong
    assert finance.post(address, heard).status_code == 302
    assert BankAccount.objects.get().state == "verified"
    finance.post(address, {"block": "1", "reason": "Fraud is feared."})
    assert BankAccount.objects.get().state == "blocked"


def test_staff_go_from_a_group_to_what_it_applied_for_and_received() -> None:
    award = make_award(organisation=make_organisation(name="Bread & Roses"), state="offered")
    make_award()
    client = client_of(make_user(Role.GRANTS_OFFICER))
    html = client.get(f"/staff/groups/{award.organisation.slug}/").content.decode()
    for address in ("/staff/applications/?q=Bread%20%26%20Roses", "/staff/grants/?q=Bread%20%26%20Roses"):
        assert f'href="{address}"' in html
        context = client.get(address).context
        assert [row[0].organisation for row in context.get("rows") or context["cases"]] == [
            award.organisation
        ]


def test_editor_does_not_give_the_account_nor_people() -> None:
    editor = make_user()
    group = make_organisation(editor, role=MemberRole.EDITOR)
    client = client_of(editor)
    assert client.get(f"/my/groups/{group.slug}/bank-account/").status_code == 403
    data = {"email": "x@example.org", "role": "lead"}
    assert client.post(f"/my/groups/{group.slug}/people/", data).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_the_rows(count: int, django_assert_num_queries: Any) -> None:
    person = make_user()
    for _ in range(count):
        group = make_organisation(person)
        group.memberships.create(user=make_user())
        give_bank_account(group, account_name="Growers", **DIGITS, by=person)
    client = client_of(person)
    with django_assert_num_queries(5):
        client.get("/my/groups/")
    with django_assert_num_queries(10):
        client.get(f"/my/groups/{group.slug}/")


@pytest.mark.parametrize("wanted", ["é", "²", "//elsewhere.example", "a/b"])
def test_round_to_go_on_to_is_a_round_or_nothing(wanted: str) -> None:
    data = {"name": "Canal Friends", "legal_form": "group", "postcode": "WN1 1AA"}
    client = Client()
    client.force_login(make_user())
    response = client.post(f"/my/groups/new/?for={wanted}", data)
    assert response.headers["Location"] == "/my/groups/canal-friends/"
