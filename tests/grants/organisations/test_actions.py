"""Groups, their people and their bank accounts."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.organisations import actions
from grants.organisations.actions import groups
from grants.organisations.bank import BankDetails, open_bank_details, read_details
from grants.organisations.models import BankAccount, Organisation
from grants.organisations.states import MemberRole
from grants.places.models import Postcode
from tests.factories import make_organisation, make_user, make_ward
from tests.threads import at_once, several_writers

pytestmark = pytest.mark.django_db
GIVEN = {"account_name": "Growers", "sort_code": "20-00-00", "account_number": "5538 2211"}
HEARD = BankDetails("200000", "55382211")


def give(organisation: Organisation, by: Any, **changes: str) -> BankAccount:
    return actions.give_bank_account(organisation, **{**GIVEN, **changes}, by=by)


def verify(account: BankAccount, **changes: Any) -> None:
    facts = {"heard": HEARD, "call_back": "Priya, 01942 000000, Monday 10am", **changes}
    by = facts.pop("by", None) or make_user(Role.FINANCE_OFFICER)
    actions.verify_bank_account(account, **facts, by=by)


def test_new_group_has_a_lead_a_ward_and_an_identifier() -> None:
    ward, lead = make_ward(), make_user()
    Postcode.objects.create(key="WN11AA", area=ward)
    first = actions.add_organisation(by=lead, name="The Growers", legal_form="group", postcode="wn1 1aa")
    second = actions.add_organisation(by=lead, name="The Growers", legal_form="group", postcode="")
    assert (first.slug, second.slug) == ("the-growers", "the-growers-2")
    assert (first.ward, second.ward) == (ward, None)
    assert first.memberships.get().role == MemberRole.LEAD
    assert first.identifier != second.identifier


def test_same_charity_number_is_refused() -> None:
    by = make_user()
    facts = {"legal_form": "charity", "charity_number": "1109047", "postcode": ""}
    group = actions.add_organisation(by=by, name="A", **facts)
    assert group.identifier == "GB-CHC-1109047"
    with pytest.raises(Refused, match="here already"):
        actions.add_organisation(by=by, name="B", **facts)


def test_bank_details_are_sealed_masked_and_never_written_down() -> None:
    lead = make_user()
    account = give(make_organisation(lead), lead)
    account.refresh_from_db()
    assert "55382211" not in account.secret
    assert account.ending == "2211"
    assert open_bank_details(account) == HEARD
    assert "55382211" not in repr(HEARD)
    letter = Letter.objects.get(kind="organisations/bank_account_given")
    written = f"{letter.subject}{letter.body_text}{letter.body_html}{Event.objects.values_list('data')}"
    assert "2211" not in written


@pytest.mark.parametrize(
    ("sort_code", "number"), [("2000", "55382211"), ("200000", "5538"), ("20000a", "5538221")]
)
def test_wrong_bank_details_are_refused(sort_code: str, number: str) -> None:
    with pytest.raises(Refused):
        read_details(sort_code, number)


def test_account_is_verified_by_another_and_waits(settings: Any) -> None:
    settings.BANK_COOLING_OFF_DAYS = 3
    lead = make_user(Role.FINANCE_OFFICER)
    account = give(make_organisation(lead), lead)
    with pytest.raises(Refused, match="Somebody else"):
        verify(account, by=lead)
    with pytest.raises(Refused, match="Somebody else"):
        verify(account, by=make_user(Role.GRANTS_OFFICER))
    with pytest.raises(Refused, match="not the details"):
        verify(account, heard=BankDetails("200000", "55382212"))
    verify(account)
    account.refresh_from_db()
    assert account.state == "verified"
    assert account.usable_from is not None
    assert account.usable_from > timezone.now() + timedelta(days=2)


def test_new_account_replaces_the_old_one_only_when_verified() -> None:
    lead = make_user()
    group = make_organisation(lead)
    old = give(group, lead)
    verify(old)
    new = give(group, lead)
    old.refresh_from_db()
    assert old.state == "verified"
    verify(new)
    assert list(group.bank_accounts.values_list("state", flat=True)) == ["verified", "superseded"]


def test_only_leads_give_accounts() -> None:
    editor = make_user()
    with pytest.raises(Refused, match="Only a lead"):
        give(make_organisation(editor, role=MemberRole.EDITOR), editor)


def test_invited_person_joins_once_and_nobody_else_can() -> None:
    lead, friend = make_user(), make_user(email="friend@example.org")
    group = make_organisation(lead)
    actions.invite_member(group, email="Friend@example.org", role="editor", by=lead)
    token = Letter.objects.get(kind="organisations/invitation").body_text.split("/join/")[1].split("/")[0]
    with pytest.raises(Refused, match="another e-mail"):
        actions.join_by_invitation(token, by=make_user())
    actions.join_by_invitation(token, by=friend)
    actions.join_by_invitation(token, by=friend)
    assert group.memberships.get(user=friend).role == "editor"


def test_last_lead_stays() -> None:
    lead = make_user()
    group = make_organisation(lead)
    with pytest.raises(Refused, match="needs a lead"):
        actions.remove_member(group, group.memberships.get(), by=lead)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@several_writers
def test_account_given_while_another_is_verified_leaves_the_verified_one_in_use() -> None:
    for _ in range(5):
        lead, finance = make_user(), make_user(Role.FINANCE_OFFICER)
        group = make_organisation(lead)
        first = give(group, lead)
        at_once(
            partial(give, group, lead, account_number="11112222"),
            partial(verify, first, by=finance),
        )
        states = list(group.bank_accounts.order_by("pk").values_list("state", flat=True))
        assert states in (["verified", "submitted"], ["superseded", "submitted"])
        first.refresh_from_db()
        assert first.state == "verified" or first.verified_by is None


def test_group_that_a_colleague_adds_at_this_moment_is_refused_in_words(monkeypatch: Any) -> None:
    """Between looking for a free address and saving, somebody takes it."""
    by, facts = make_user(), {"name": "The Growers", "legal_form": "group", "postcode": ""}
    actions.add_organisation(by=by, **facts)
    monkeypatch.setattr(groups, "_slug", lambda name: "the-growers")
    with pytest.raises(Refused, match="has just been added"):
        actions.add_organisation(by=make_user(), **facts)
    assert Organisation.objects.count() == 1
