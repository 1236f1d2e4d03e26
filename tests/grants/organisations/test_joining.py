"""Adding a group that is here already, asking to join it, and what its people may do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.organisations import actions, rules
from grants.organisations.matching import Facts, name_key
from grants.organisations.models import JoinRequest, Membership, Organisation
from grants.organisations.twins import find_twins
from tests.factories import make_draft, make_invitation, make_organisation, make_user
from tests.threads import at_once, several_writers

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ince Gardeners", "legal_form": "group", "postcode": "WN1 1AA"}


def at(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def letters(kind: str) -> list[str]:
    return list(Letter.objects.filter(kind=f"organisations/{kind}").values_list("to_email", flat=True))


def ask(group: Organisation, **fields: Any) -> JoinRequest:
    return actions.ask_to_join(group, words="I keep the tools.", by=fields.get("by") or make_user())


# Likely twins


def test_likely_twin_is_shown_before_a_group_is_added(client: Client) -> None:
    make_organisation(name="The Ince Gardeners Group")
    response = at(client, make_user()).post(reverse("organisations:new"), TYPED)
    page = response.content.decode()
    assert "The Ince Gardeners Group" in page
    assert "the same name" in page
    assert Organisation.objects.count() == 1
    client.post(reverse("organisations:new"), {**TYPED, "another": "1"})
    assert Organisation.objects.count() == 2


def test_what_was_typed_can_be_changed_after_seeing_a_twin(client: Client) -> None:
    make_organisation(name="Ince Gardeners")
    page = at(client, make_user()).post(reverse("organisations:new"), {**TYPED, "change": "1"})
    assert 'value="Ince Gardeners"' in page.content.decode()
    assert Organisation.objects.count() == 1


def test_same_number_can_only_be_joined(client: Client) -> None:
    make_organisation(name="Quite Other", charity_number="1109047", identifier="GB-CHC-1109047")
    typed = {**TYPED, "charity_number": "1109047"}
    page = at(client, make_user()).post(reverse("organisations:new"), typed).content.decode()
    assert "ask to join" in page
    assert "No, ours is another" not in page
    forced = client.post(reverse("organisations:new"), {**typed, "another": "1"}).content.decode()
    assert "A group with this number is here already" in forced
    assert Organisation.objects.count() == 1


def test_link_to_a_twin_is_for_who_was_shown_it(client: Client) -> None:
    make_organisation(name="Ince Gardeners")
    page = at(client, make_user()).post(reverse("organisations:new"), TYPED).content.decode()
    address = page.split('href="/my/groups/ask/')[1].split('"')[0]
    assert client.get(f"/my/groups/ask/{address}").status_code == 200
    assert at(client, make_user()).get(f"/my/groups/ask/{address}").status_code == 404


@pytest.mark.parametrize("count", [1, 300])
def test_twins_are_found_in_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [(f"Ince Garden {n}", f"g-{n}") for n in range(count)]
    Organisation.objects.bulk_create(
        Organisation(name=name, name_key=name_key(name), slug=slug, identifier=slug) for name, slug in rows
    )
    make_organisation(name="Ince Gardeners")
    with django_assert_num_queries(2):
        twins = find_twins(Facts("Ince Gardners"))
    assert twins[0].organisation.name == "Ince Gardeners"
    assert len(twins) <= 5


def test_group_is_not_given_an_address_that_is_taken_by_a_screen() -> None:
    group = actions.add_organisation(by=make_user(), name="New", legal_form="group", postcode="")
    assert group.slug == "new-2"
    assert group.name_key == "new"


# Asking to join


def test_request_is_approved_by_a_lead_with_letters_both_ways(client: Client) -> None:
    lead, asker = make_user(), make_user()
    group = make_organisation(lead)
    ask(group, by=asker)
    assert letters("join_request") == [lead.email]
    address = reverse("organisations:requests", args=[group.slug])
    assert "I keep the tools." in at(client, lead).get(address).content.decode()
    row = JoinRequest.objects.get()
    client.post(address, {"person": asker.email, f"r{row.pk}-role": "viewer", "approve": "1"})
    assert group.memberships.get(user=asker).role == "viewer"
    assert letters("join_approved") == [asker.email]


def test_refused_request_says_so_and_may_be_made_again() -> None:
    lead = make_user()
    group = make_organisation(lead)
    request = ask(group)
    actions.refuse_join_request(request, by=lead, answer="Who are you?")
    assert letters("join_refused") == [request.user.email]
    assert not group.memberships.filter(user=request.user).exists()
    ask(group, by=request.user)
    with pytest.raises(Refused, match="asked already"):
        ask(group, by=request.user)


def test_nobody_but_a_lead_answers() -> None:
    lead, editor = make_user(), make_user()
    group = make_organisation(lead)
    Membership.objects.create(organisation=group, user=editor, role="editor")
    request = ask(group)
    for by in (editor, make_user(), make_user(Role.GRANTS_OFFICER), request.user):
        with pytest.raises(Refused, match="lead of the group answers"):
            actions.approve_join_request(request, role="editor", by=by)


def test_staff_let_the_first_lead_into_a_group_that_has_none() -> None:
    group, officer = make_organisation(), make_user(Role.GRANTS_OFFICER)
    request = ask(group)
    assert letters("join_request") == []
    assert list(JoinRequest.objects.for_staff(officer)) == [request]
    with pytest.raises(Refused, match="must be a lead"):
        actions.approve_join_request(request, role="editor", by=officer)
    with pytest.raises(Refused, match="staff do"):
        actions.approve_join_request(request, role="lead", by=make_user(Role.AUDITOR))
    actions.approve_join_request(request, role="lead", by=officer)
    assert rules.can_lead(request.user, group)
    second = ask(group)
    assert not JoinRequest.objects.for_staff(officer).exists()
    with pytest.raises(Refused):
        actions.approve_join_request(second, role="editor", by=officer)


def test_officer_does_not_let_themselves_in() -> None:
    officer = make_user(Role.GRANTS_OFFICER)
    request = ask(make_organisation(), by=officer)
    with pytest.raises(Refused):
        actions.approve_join_request(request, role="lead", by=officer)


def test_what_was_asked_can_be_taken_back(client: Client) -> None:
    asker, group = make_user(), make_organisation()
    ask(group, by=asker)
    at(client, asker).post(reverse("organisations:groups"), {"withdraw": group.slug})
    assert JoinRequest.objects.get().state == "withdrawn"


# Invitations


def test_invitation_can_be_sent_again_and_taken_back() -> None:
    lead, friend = make_user(), make_user()
    group = make_organisation(lead)
    invitation = actions.invite_member(group, email=friend.email, role="viewer", by=lead)
    with pytest.raises(Refused, match="invited already"):
        actions.invite_member(group, email=friend.email, role="viewer", by=lead)
    with pytest.raises(Refused, match="a moment ago"):
        actions.send_invitation_again(invitation, by=lead)
    before = timezone.now() - timedelta(days=20)
    group.invitations.update(sent_at=before, expires_at=before + timedelta(days=14))
    with pytest.raises(Refused, match="too old"):
        actions.join_by_invitation(invitation.token, by=friend)
    actions.send_invitation_again(invitation, by=lead)
    assert letters("invitation") == [friend.email, friend.email]
    actions.revoke_invitation(invitation, by=lead)
    with pytest.raises(Refused, match="taken back"):
        actions.join_by_invitation(invitation.token, by=friend)


def test_used_invitation_does_not_bring_somebody_back() -> None:
    lead, friend = make_user(), make_user()
    group = make_organisation(lead)
    token = actions.invite_member(group, email=friend.email, role="editor", by=lead).token
    actions.join_by_invitation(token, by=friend)
    actions.remove_member(group, group.memberships.get(user=friend), by=lead)
    assert letters("member_removed") == [friend.email]
    with pytest.raises(Refused, match="used already"):
        actions.join_by_invitation(token, by=friend)


def test_invitation_that_was_used_leads_to_the_group(client: Client) -> None:
    lead, friend = make_user(), make_user()
    group = make_organisation(lead)
    token = actions.invite_member(group, email=friend.email, role="editor", by=lead).token
    link = reverse("organisations:join", args=[token])
    own = reverse("organisations:group", args=[group.slug])
    assert "Join" in at(client, friend).get(link).content.decode()
    assert [client.post(link).url, client.get(link).url, client.post(link).url] == [own] * 3  # type: ignore[attr-defined]


def test_invitation_also_answers_a_request() -> None:
    lead = make_user()
    group = make_organisation(lead)
    request = ask(group)
    token = actions.invite_member(group, email=request.user.email, role="editor", by=lead).token
    actions.join_by_invitation(token, by=request.user)
    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("approved", lead)


# Roles


def test_lead_changes_what_somebody_may_do_and_they_hear_of_it(client: Client) -> None:
    lead, other = make_user(), make_user()
    group = make_organisation(lead)
    row = Membership.objects.create(organisation=group, user=other)
    address = reverse("organisations:people", args=[group.slug])
    at(client, lead).post(address, {"change": other.email, f"m{row.pk}-role": "viewer"})
    row.refresh_from_db()
    assert row.role == "viewer"
    assert letters("role_changed") == [other.email]
    with pytest.raises(Refused, match="Only a lead"):
        actions.change_role(group, row, role="lead", by=other)


def test_handing_over_keeps_one_lead(client: Client) -> None:
    lead, other = make_user(), make_user()
    group = make_organisation(lead)
    Membership.objects.create(organisation=group, user=other)
    at(client, lead).post(reverse("organisations:hand_over", args=[group.slug]), {"person": other.email})
    roles = dict(group.memberships.values_list("user_id", "role"))
    assert roles == {lead.pk: "editor", other.pk: "lead"}


def test_last_lead_can_neither_leave_nor_step_down_nor_be_taken_out() -> None:
    lead, gone = make_user(), make_user(is_active=False)
    group = make_organisation(lead, gone)
    own = group.memberships.get(user=lead)
    for act in (
        lambda: actions.leave_group(group, by=lead),
        lambda: actions.change_role(group, own, role="editor", by=lead),
        lambda: actions.remove_member(group, own, by=lead),
        lambda: actions.hand_over_lead(group, group.memberships.get(user=gone), by=lead),
    ):
        with pytest.raises(Refused):
            act()
    assert rules.can_lead(lead, group)


def test_member_leaves(client: Client) -> None:
    lead, viewer = make_user(), make_user()
    group = make_organisation(lead)
    Membership.objects.create(organisation=group, user=viewer, role="viewer")
    at(client, viewer).post(reverse("organisations:leave", args=[group.slug]))
    assert [member.user for member in group.memberships.all()] == [lead]


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@several_writers
def test_two_leads_who_leave_at_once_leave_one_behind() -> None:
    for _ in range(5):
        leads = [make_user(), make_user()]
        group = make_organisation(*leads)
        at_once(*(partial(actions.leave_group, group, by=lead) for lead in leads))
        assert group.memberships.leads().count() == 1


@pytest.mark.parametrize(
    ("role", "writes", "leads"), [("lead", 200, 200), ("editor", 200, 403), ("viewer", 403, 403)]
)
def test_each_role_opens_what_it_may(role: str, writes: int, leads: int, client: Client) -> None:
    first, person = make_user(), make_user()
    group = make_organisation(first)
    draft = make_draft(organisation=group, by=first)
    Membership.objects.create(organisation=group, user=person, role=role)
    at(client, person)
    section = reverse("applications:section", args=[draft.reference, "your-idea"])
    assert client.get(section).status_code == writes
    assert client.get(reverse("organisations:edit", args=[group.slug])).status_code == writes
    assert client.post(reverse("applications:check", args=[draft.reference])).status_code == writes
    for name in ("requests", "hand_over", "bank_account"):
        assert client.get(reverse(f"organisations:{name}", args=[group.slug])).status_code == leads
    for name in ("group", "people", "leave"):
        assert client.get(reverse(f"organisations:{name}", args=[group.slug])).status_code == 200
    assert client.get(reverse("applications:draft", args=[draft.reference])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_people_cost_the_same_whatever_their_length(
    count: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lead = make_user()
    group = make_organisation(lead)
    for _ in range(count):
        Membership.objects.create(organisation=group, user=make_user())
        make_invitation(group)
        ask(group)
    at(client, lead)
    with django_assert_num_queries(8):
        client.get(reverse("organisations:people", args=[group.slug]))
    with django_assert_num_queries(8):
        client.get(reverse("organisations:requests", args=[group.slug]))


@pytest.mark.parametrize("count", [1, 3])
def test_staff_list_of_requests_costs_the_same_whatever_its_length(
    count: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ask(make_organisation())
    at(client, make_user(Role.GRANTS_OFFICER))
    with django_assert_num_queries(4):
        page = client.get(reverse("organisations:staff_waiting")).content.decode()
    assert page.count("I keep the tools.") == count
