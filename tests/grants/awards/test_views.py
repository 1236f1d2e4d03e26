"""Grants in the browser: groups sign and send, officers judge, a manager releases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fund.accounts.roles import Role
from fund.audit.models import Event
from grants.awards.models import Award
from grants.awards.states import AwardState, MilestoneState
from grants.organisations.states import MemberRole
from tests.factories import (
    make_application,
    make_award,
    make_conflict,
    make_decision,
    make_met_milestone,
    make_panel,
    make_past_award,
    make_round,
    make_user,
    make_ward,
)
from tests.visiting import client_of

pytestmark = pytest.mark.django_db


def test_lead_accepts_on_screen() -> None:
    lead = make_user()
    award = make_award(lead=lead, state=AwardState.OFFERED)
    address = f"/my/grants/{award.reference}/accept/"
    unticked = client_of(lead).post(address, {"name": "Priya Nair"})
    assert "Error: " in unticked.content.decode()
    assert "Priya Nair" in unticked.content.decode()
    client_of(lead).post(address, {"agreed": "on", "name": f" {lead.full_name.upper()} "})
    award.refresh_from_db()
    assert award.state == AwardState.ACTIVE
    assert not award.signed_by_another_name


def test_another_name_than_the_accounts_is_confirmed_and_stands_on_the_record() -> None:
    lead = make_user(full_name="Ada Fell")
    award = make_award(lead=lead, state=AwardState.OFFERED)
    address = f"/my/grants/{award.reference}/accept/"
    assert "my account says another" not in client_of(lead).get(address).content.decode()
    signed = {"agreed": "on", "name": "Priya Nair"}
    asked = client_of(lead).post(address, signed).content.decode()
    assert "Your account says “Ada Fell”" in asked
    assert "my account says another" in asked
    award.refresh_from_db()
    assert award.state == AwardState.OFFERED
    client_of(lead).post(address, {**signed, "other_name": "on"})
    award.refresh_from_db()
    assert award.signed_as == "Priya Nair"
    event = Event.objects.get(verb="award_accepted_by_another_name", case_reference=award.reference)
    assert event.sentence == "Ada Fell accepted the agreement, signing by another name: Priya Nair"
    agreement = client_of(lead).get(f"/my/grants/{award.reference}/agreement/").content.decode()
    assert "signed in the account of Ada Fell" in agreement
    officer = client_of(make_user(Role.GRANTS_OFFICER))
    assert "signed as “Priya Nair”" in officer.get(f"/staff/grants/{award.reference}/").content.decode()


def test_group_sends_words_and_files() -> None:
    lead = make_user()
    award = make_award(lead=lead)
    address = f"/my/grants/{award.reference}/milestones/1/"
    empty = client_of(lead).post(address, {"words": ""})
    assert "Write a few words, add a file, or both." in empty.content.decode()
    files = [SimpleUploadedFile(f"{name}.txt", b"We did it.") for name in ("one", "two")]
    client_of(lead).post(address, {"words": "Done.", "uploads": files})
    milestone = award.milestones.get()
    assert milestone.state == MilestoneState.EVIDENCE_SUBMITTED
    assert milestone.evidence.filter(file__isnull=False).count() == 2
    token = milestone.evidence.first().file.token  # type: ignore[union-attr]
    response = client_of(lead).get(f"/my/grants/{award.reference}/evidence/{token}/")
    assert b"".join(response.streaming_content) == b"We did it."  # type: ignore[attr-defined]


def test_officer_meets_a_milestone_on_screen() -> None:
    lead, officer = make_user(), make_user(Role.GRANTS_OFFICER)
    award = make_award(lead=lead)
    client_of(lead).post(f"/my/grants/{award.reference}/milestones/1/", {"words": "Done."})
    page = client_of(officer).get(f"/staff/grants/{award.reference}/milestones/1/").content.decode()
    assert "Accept the evidence" in page
    client_of(officer).post(f"/staff/grants/{award.reference}/milestones/1/meet/")
    assert award.milestones.get().state == MilestoneState.MET
    again = client_of(officer).post(f"/staff/grants/{award.reference}/milestones/1/meet/")
    assert "so it can&#x27;t be done" in again.content.decode()


def test_release_screen_shows_totals_and_releases() -> None:
    round_ = make_round()
    make_panel(round_)
    make_decision(make_application(round_, state="under_assessment"), state="agreed")
    client = client_of(make_user(Role.FUND_MANAGER))
    address = f"/staff/grants/release/{round_.slug}/"
    make_application(round_, state="under_assessment")
    page = client.get(address).content.decode()
    assert "£1,000 is promised in the ledger" in page
    assert "1 application with the panel has no decision yet. Its group hears nothing now" in page
    assert f'href="/staff/panels/{round_.slug}/room/"' in page
    assert client.post(address).status_code == 302
    assert Award.objects.get().state == AwardState.OFFERED
    assert "Nothing to release" in client.get(address).content.decode()
    assert "nothing to release" in client.post(address).content.decode()


def test_conflict_hides_a_grant_everywhere() -> None:
    officer = make_user(Role.GRANTS_OFFICER)
    award = make_award()
    make_conflict(award.decision.application, officer)  # type: ignore[union-attr]
    client = client_of(officer)
    assert client.get(f"/staff/grants/{award.reference}/").status_code == 404
    assert award.reference not in client.get("/staff/grants/").content.decode()
    csv = b"".join(client.get("/staff/grants/grants.csv").streaming_content)  # type: ignore[attr-defined]
    assert award.reference not in csv.decode()


def test_list_filters_by_words_state_and_neighbourhood() -> None:
    ward = make_ward()
    award, other = make_award(area=ward), make_award(state=AwardState.OFFERED)
    client = client_of(make_user(Role.GRANTS_OFFICER))
    for query in (f"q={award.title}", "state=active", f"round={award.round.slug}"):
        page = client.get(f"/staff/grants/?{query}").content.decode()
        assert award.reference in page
        assert other.reference not in page
    assert "Nothing matches" in client.get("/staff/grants/?q=zebra").content.decode()
    assert client.get("/staff/grants/grants.xlsx").status_code == 200


def test_grant_leads_back_to_the_list_it_came_from() -> None:
    award = make_award()
    client = client_of(make_user(Role.GRANTS_OFFICER))
    link = f"/staff/grants/{award.reference}/?list=state%3Dactive%26waiting%3D"
    assert link in client.get("/staff/grants/?state=active&waiting=").content.decode()
    assert 'href="/staff/grants/?state=active&amp;waiting="' in client.get(link).content.decode()


def test_list_is_narrowed_to_milestones_that_wait_for_us_or_are_late() -> None:
    shown, late, other = make_award(), make_award(), make_award()
    shown.milestones.update(state=MilestoneState.EVIDENCE_SUBMITTED)
    late.milestones.update(due_on=timezone.localdate() - timedelta(days=1))
    client = client_of(make_user(Role.GRANTS_OFFICER))
    found = {
        waiting: [row[0] for row in client.get(f"/staff/grants/?waiting={waiting}").context["rows"]]
        for waiting in ("evidence", "overdue", "nonsense")
    }
    assert found == {"evidence": [shown], "overdue": [late], "nonsense": [other, late, shown]}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_queries(count: int, django_assert_num_queries: Callable) -> None:
    for _ in range(count):
        make_award()
    client = client_of(make_user(Role.GRANTS_OFFICER))
    client.get("/staff/grants/")
    with django_assert_num_queries(11):
        client.get("/staff/grants/")


@pytest.mark.parametrize("count", [1, 3])
def test_grant_pages_cost_the_same_queries(count: int, django_assert_num_queries: Callable) -> None:
    lead = make_user()
    award = make_award(lead=lead, milestones=[1000 // count] * count)
    for number in range(1, count + 1):
        make_met_milestone(award, number)
    staff, mine = client_of(make_user(Role.GRANTS_OFFICER)), client_of(lead)
    staff.get(f"/staff/grants/{award.reference}/")
    with django_assert_num_queries(14):
        staff.get(f"/staff/grants/{award.reference}/")
    with django_assert_num_queries(13):
        mine.get(f"/my/grants/{award.reference}/")


def test_grant_from_before_waits_for_nobody() -> None:
    award = make_past_award()
    lead = make_user()
    award.organisation.memberships.create(user=lead, role=MemberRole.LEAD)
    text = client_of(lead).get(f"/my/grants/{award.reference}/").content.decode()
    assert ("Waiting for you" in text, "Milestones" in text) == (False, False)
    assert f'href="/where-the-money-goes/grants/{award.reference}/"' in text
