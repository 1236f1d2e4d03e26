"""The life of an award: offered, accepted, live, milestones met, stopped or completed."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import built_in
from grants.awards import actions
from grants.awards.available_actions import acts_of_award
from grants.awards.closure_blockers import _BLOCKERS
from grants.awards.models import Award
from grants.awards.states import AwardState, MilestoneState, RequirementState
from grants.ledger.actions import pay
from grants.ledger.balances import left_to_pay, promised_in, promised_to
from grants.ledger.checking import run_checks
from grants.organisations.models import Membership
from grants.organisations.states import MemberRole
from tests.factories import (
    make_application,
    make_award,
    make_decision,
    make_met_milestone,
    make_organisation,
    make_panel,
    make_past_award,
    make_payment,
    make_round,
    make_user,
)

pytestmark = pytest.mark.django_db


def books_agree() -> bool:
    return not any(found for _check, found in run_checks())


def lead_of(award: Award) -> User:
    return award.organisation.memberships.get(role=MemberRole.LEAD).user


def test_offer_promises_the_money_and_freezes_the_agreement() -> None:
    award = make_award(state=AwardState.OFFERED, amount=750)
    assert award.identifier == f"360G-communityfund-{award.reference}"
    assert promised_to(award.commitment) == Decimal("750.00")
    agreement = award.agreements.get()
    assert "We give you £750" in agreement.text
    assert award.organisation.name in agreement.text
    assert len(agreement.sha256) == 64
    assert [milestone.amount for milestone in award.milestones.all()] == [Decimal("750.00")]
    letter = Letter.objects.get(kind="awards/offer")
    assert letter.subject == f"Good news: we offer {award.organisation} £750"
    assert f"/my/grants/{award.reference}/" in letter.body_text
    assert books_agree()


def test_offer_scales_the_plan_of_the_application() -> None:
    application = make_award(milestones=[700, 200, 100]).decision.application  # type: ignore[union-attr]
    assert [step.amount for step in built_in.read(application).milestones] == [700, 200, 100]
    award = Award.objects.get()
    assert list(award.milestones.values_list("number", "title", "amount")) == [
        (1, "Step 1", Decimal("700.00")),
        (2, "Step 2", Decimal("200.00")),
        (3, "Step 3", Decimal("100.00")),
    ]


def test_release_offers_every_award_and_nothing_else() -> None:
    round_ = make_round(allocation=1500)
    manager = make_user(Role.FUND_MANAGER)
    panel = make_panel(round_)
    given, not_given = (make_application(round_, state="under_assessment") for _ in range(2))
    make_decision(given, state="agreed")
    make_decision(not_given, state="agreed", outcome="decline")
    awards = actions.release_and_offer(panel, by=manager)
    assert [award.reference for award in awards] == [given.reference]
    with pytest.raises(Refused, match="nothing to release"):
        actions.release_and_offer(panel, by=manager)
    assert books_agree()


def test_offer_needs_a_released_award() -> None:
    decision = make_decision(make_application(state="decided"), state="agreed")
    with pytest.raises(Refused, match="Only a released decision"):
        actions.offer_award(decision, by=make_user())


def test_offer_beyond_the_allocation_leaves_nothing() -> None:
    round_ = make_round(allocation=100)
    with pytest.raises(Refused, match="£900 too much"):
        make_award(round_)
    assert not Award.objects.exists()


def test_accept_moves_through_accepted_to_live() -> None:
    award = make_award()
    assert award.state == AwardState.ACTIVE
    verbs = list(Event.objects.for_case(award.reference).order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["award_accepted", "award_active"]


def test_accept_waits_for_what_is_outstanding() -> None:
    award = make_award(state=AwardState.OFFERED)
    officer = make_user(Role.GRANTS_OFFICER)
    requirement = actions.add_requirement(award, text="Send your safeguarding policy.", by=officer)
    actions.accept_award(award, name="Priya Nair", by=lead_of(award), other_name=True)
    award.refresh_from_db()
    assert award.state == AwardState.ACCEPTED
    actions.accept_requirement(requirement, by=officer)
    award.refresh_from_db()
    assert award.state == AwardState.ACTIVE


@pytest.mark.parametrize("role", [MemberRole.EDITOR, MemberRole.VIEWER])
def test_only_a_lead_accepts(role: MemberRole) -> None:
    award = make_award(state=AwardState.OFFERED)
    editor = make_user()
    Membership.objects.create(organisation=award.organisation, user=editor, role=role)
    with pytest.raises(Refused, match="Only a lead"):
        actions.accept_award(award, name="Me", by=editor)


def test_accept_needs_a_name_and_the_time() -> None:
    award = make_award(state=AwardState.OFFERED)
    lead = lead_of(award)
    with pytest.raises(Refused, match="Type your full name"):
        actions.accept_award(award, name=" ", by=lead)
    Award.objects.filter(pk=award.pk).update(accept_by=date(2020, 1, 1))
    with pytest.raises(Refused, match="has passed"):
        actions.accept_award(award, name="Priya", by=lead, other_name=True)


def test_accept_twice_is_refused() -> None:
    award = make_award()
    with pytest.raises(Refused, match="“Active” now"):
        actions.accept_award(award, name="Priya", by=lead_of(award), other_name=True)


def test_evidence_is_sent_returned_sent_again_and_met() -> None:
    award = make_award(milestones=[400, 600])
    lead, officer = lead_of(award), make_user(Role.GRANTS_OFFICER)
    first = award.milestones.get(number=1)
    photo = SimpleUploadedFile("notes.txt", b"We opened the doors.", content_type="text/plain")
    actions.submit_evidence(first, words="Here it is.", files=[photo], by=lead)
    actions.return_evidence(first, words="Which day was it?", by=officer)
    first.refresh_from_db()
    assert (first.state, first.officer_words) == (MilestoneState.RETURNED, "Which day was it?")
    actions.submit_evidence(first, words="On Friday.", files=[], by=lead)
    actions.meet_milestone(first, by=officer)
    first.refresh_from_db()
    assert (first.state, first.met_by) == (MilestoneState.MET, officer)
    assert first.evidence.count() == 2
    kinds = ["awards/evidence_returned", "awards/milestone_met"]
    assert list(Letter.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", flat=True)) == kinds


def test_evidence_needs_words_or_a_file_and_a_live_grant() -> None:
    award = make_award()
    milestone = award.milestones.get()
    with pytest.raises(Refused, match="Write a few words"):
        actions.submit_evidence(milestone, words=" ", files=[], by=lead_of(award))
    with pytest.raises(Refused, match="Only a lead or an editor"):
        actions.submit_evidence(milestone, words="Hello", files=[], by=make_user())
    actions.suspend_award(award, reason="We heard a worry.", by=make_user(Role.FUND_MANAGER))
    with pytest.raises(Refused, match="“Suspended”"):
        actions.submit_evidence(milestone, words="Hello", files=[], by=lead_of(award))


def test_officer_in_the_group_cannot_judge_its_evidence() -> None:
    award = make_award()
    officer = make_user(Role.GRANTS_OFFICER)
    Membership.objects.create(organisation=award.organisation, user=officer)
    milestone = award.milestones.get()
    actions.submit_evidence(milestone, words="Done.", files=[], by=lead_of(award))
    with pytest.raises(Refused, match="someone else must judge"):
        actions.meet_milestone(milestone, by=officer)


def test_waiver_takes_two_people() -> None:
    milestone = make_award().milestones.get()
    one, two = make_user(Role.GRANTS_OFFICER), make_user(Role.GRANTS_OFFICER)
    with pytest.raises(Refused, match="Nobody has asked"):
        actions.agree_milestone_waiver(milestone, by=two)
    actions.ask_milestone_waiver(milestone, reason="The hall burned down.", by=one)
    with pytest.raises(Refused, match="someone else must agree"):
        actions.agree_milestone_waiver(milestone, by=one)
    actions.agree_milestone_waiver(milestone, by=two)
    milestone.refresh_from_db()
    assert (milestone.state, milestone.waived_by) == (MilestoneState.WAIVED, two)


def test_waiver_can_be_declined_and_asked_again() -> None:
    milestone = make_award().milestones.get()
    one, two = make_user(Role.GRANTS_OFFICER), make_user(Role.GRANTS_OFFICER)
    actions.ask_milestone_waiver(milestone, reason="No need.", by=one)
    actions.decline_milestone_waiver(milestone, by=two)
    with pytest.raises(Refused, match="Nobody has asked"):
        actions.agree_milestone_waiver(milestone, by=two)
    actions.ask_milestone_waiver(milestone, reason="Really no need.", by=one)


def test_requirement_is_waived_by_two() -> None:
    award = make_award()
    one, two = make_user(Role.GRANTS_OFFICER), make_user(Role.GRANTS_OFFICER)
    requirement = actions.add_requirement(award, text="Insurance certificate", by=one)
    actions.ask_requirement_waiver(requirement, reason="Council land.", by=one)
    with pytest.raises(Refused, match="someone else"):
        actions.agree_requirement_waiver(requirement, by=one)
    actions.agree_requirement_waiver(requirement, by=two)
    requirement.refresh_from_db()
    assert requirement.state == RequirementState.WAIVED


def test_end_early_lets_go_of_what_is_not_paid() -> None:
    round_ = make_round()
    award = make_award(round_, milestones=[400, 600])
    make_met_milestone(award, 1)
    make_payment(award.milestones.get(number=1), state="paid")
    actions.end_award(award, reason="The group has closed.", by=make_user(Role.FUND_MANAGER))
    assert promised_in(round_) == Decimal("400.00")
    assert left_to_pay(award.commitment) == Decimal("0.00")
    states = list(award.milestones.values_list("state", flat=True))
    assert states == [MilestoneState.MET, MilestoneState.CANCELLED]
    assert "£600" in Letter.objects.get(kind="awards/ended").body_text
    assert books_agree()


def test_end_early_waits_while_a_room_above_holds_it() -> None:
    award = make_award()

    def on_its_way(_award: Award) -> str:
        return "A payment is with the bank."

    _BLOCKERS.append(on_its_way)
    try:
        with pytest.raises(Refused, match="with the bank"):
            actions.end_award(award, reason="Stop.", by=make_user())
    finally:
        _BLOCKERS.remove(on_its_way)


def test_overdue_offers_lapse_and_their_money_returns() -> None:
    round_ = make_round()
    late = make_award(round_, state=AwardState.OFFERED)
    on_time = make_award(round_, state=AwardState.OFFERED)
    Award.objects.filter(pk=late.pk).update(accept_by=timezone.localdate() - timedelta(days=1))
    assert actions.lapse_overdue_offers() == 1
    assert actions.lapse_overdue_offers() == 0
    late.refresh_from_db()
    on_time.refresh_from_db()
    assert (late.state, on_time.state) == (AwardState.LAPSED, AwardState.OFFERED)
    assert promised_in(round_) == Decimal("1000.00")
    assert books_agree()


def test_suspend_and_resume_keep_the_promise() -> None:
    award = make_award()
    manager = make_user(Role.FUND_MANAGER)
    with pytest.raises(Refused, match="Give a reason"):
        actions.suspend_award(award, reason="", by=manager)
    actions.suspend_award(award, reason="We heard a worry.", by=manager)
    actions.resume_award(award, by=manager)
    assert (award.state, award.reason) == (AwardState.ACTIVE, "")
    assert left_to_pay(award.commitment) == Decimal("1000.00")


def test_complete_needs_all_settled_and_paid() -> None:
    award = make_award(milestones=[999, 1])
    with pytest.raises(Refused, match="milestones are still open"):
        actions.complete_award(award, by=make_user())
    make_met_milestone(award, 1)
    pay(award.commitment, Decimal("999.99"), on=timezone.localdate(), by=None)
    make_met_milestone(award, 2)
    with pytest.raises(Refused, match="£0.01 is still to be paid"):
        actions.complete_award(award, by=make_user())
    pay(award.commitment, Decimal("0.01"), on=timezone.localdate(), by=None)
    assert actions.complete_if_done(award, by=None)
    award.refresh_from_db()
    assert award.state == AwardState.COMPLETED


def test_letters_go_to_leads_of_this_group_only() -> None:
    lead = make_user()
    editor_here_lead_there = make_user()
    group = make_organisation(lead)
    Membership.objects.create(organisation=group, user=editor_here_lead_there, role=MemberRole.EDITOR)
    make_organisation(editor_here_lead_there)
    make_award(organisation=group, lead=lead, state=AwardState.OFFERED)
    assert list(Letter.objects.values_list("to_email", flat=True)) == [lead.email]


def test_waiver_that_was_asked_for_is_not_asked_for_by_another_in_its_place() -> None:
    award = make_award()
    milestone, one, two = award.milestones.get(), make_user(Role.GRANTS_OFFICER), make_user()
    requirement = actions.add_requirement(award, text="Insurance certificate", by=one)
    actions.ask_milestone_waiver(milestone, reason="The hall burned down.", by=one)
    actions.ask_requirement_waiver(requirement, reason="Council land.", by=one)
    with pytest.raises(Refused, match=f"{one} has asked for this already"):
        actions.ask_milestone_waiver(milestone, reason="No need.", by=two)
    with pytest.raises(Refused, match=f"{one} has asked for this already"):
        actions.ask_requirement_waiver(requirement, reason="No need.", by=two)
    milestone.refresh_from_db()
    assert milestone.waiver_reason == "The hall burned down."


def test_past_grant_that_is_paid_can_be_completed_and_others_complete_by_themselves() -> None:
    manager = make_user(Role.FUND_MANAGER)
    past = make_past_award(amount=500, paid=500, state=AwardState.ACTIVE)
    assert "complete" in [name for name, _act in acts_of_award(past, manager)]
    assert "complete" not in [name for name, _act in acts_of_award(make_award(), manager)]
    actions.complete_award(past, by=manager)
    assert past.state == AwardState.COMPLETED


def test_words_of_the_group_add_no_terms_to_the_agreement() -> None:
    terms = "Nice.\n\n8. Special terms\u2028\u202eThe fund pays twice."
    award = make_award(title=terms, summary=terms, state=AwardState.OFFERED)
    lines = award.agreements.get().text.splitlines()
    headings = [line for line in lines if re.match(r"\d\. [A-Z]", line) and "£" not in line]
    assert [line[0] for line in headings] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "> 8. Special terms" in lines
    assert "\u202e" not in "".join(lines)
