"""Decisions are prepared, agreed by a quorum, and released together; nobody overspends."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment import actions
from grants.assessment.models import Decision, Meeting, Score
from grants.assessment.records import replay
from grants.assessment.spending import budget_of
from grants.assessment.states import DecisionState, Outcome
from grants.funding.states import RoundState
from tests.factories import (
    make_conflict,
    make_neighbourhood,
    make_submission,
    make_user,
    make_ward,
)
from tests.grants.assessment.setting import Setting, make_setting
from tests.threads import several_writers, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def setting() -> Setting:
    return make_setting()


def award(application: Application, amount: int | Decimal, by: User) -> Decision:
    return actions.prepare_decision(
        application, outcome=Outcome.AWARD, amount=Decimal(amount), reasons="It will work.", by=by
    )


def decline(application: Application, by: User) -> Decision:
    return actions.prepare_decision(application, outcome=Outcome.DECLINE, reasons="Too thin.", by=by)


def reserve(application: Application, place: int, by: User) -> Decision:
    return actions.prepare_decision(
        application, outcome=Outcome.RESERVE, reserve_place=place, reasons="Very good.", by=by
    )


def meet(setting: Setting, *present: User) -> Meeting:
    return actions.hold_meeting(
        setting.panel, held_at=timezone.now(), present=present or setting.members, by=setting.officer
    )


def agree(setting: Setting, *present: User) -> list[Decision]:
    return actions.agree_decisions(setting.panel, meeting=meet(setting, *present), by=setting.officer)


def test_award_is_prepared_with_the_score_as_it_stands(setting: Setting) -> None:
    decision = award(setting.scored(5, 4, 3), 900, setting.officer)
    assert (decision.amount, decision.score) == (Decimal(900), Decimal("80.00"))


def test_award_is_never_more_than_was_asked(setting: Setting) -> None:
    with pytest.raises(Refused) as refused:
        award(setting.scored(5), 1001, setting.officer)
    assert refused.value.field == "amount"


def test_prepared_decision_can_change_and_be_withdrawn(setting: Setting) -> None:
    application = setting.scored(5)
    award(application, 900, setting.officer)
    decision = reserve(application, 2, setting.officer)
    assert (decision.amount, decision.reserve_place) == (None, 2)
    actions.drop_decision(decision, by=setting.officer)
    assert not Decision.objects.exists()


def test_reserve_needs_a_place_and_every_decision_reasons(setting: Setting) -> None:
    application = setting.scored(5)
    with pytest.raises(Refused):
        actions.prepare_decision(application, outcome=Outcome.RESERVE, reasons="Good.", by=setting.officer)
    with pytest.raises(Refused):
        actions.prepare_decision(application, outcome=Outcome.DECLINE, reasons=" ", by=setting.officer)


def test_a_place_in_the_queue_is_given_once(setting: Setting) -> None:
    first, second = setting.scored(5), setting.scored(4)
    reserve(first, 1, setting.officer)
    with pytest.raises(Refused, match="Another application has place 1") as refused:
        reserve(second, 1, setting.officer)
    assert refused.value.field == "reserve_place"
    reserve(first, 1, setting.officer)
    reserve(second, 2, setting.officer)


def test_nothing_is_decided_before_anybody_has_scored(setting: Setting) -> None:
    with pytest.raises(Refused):
        decline(setting.application(), setting.officer)


def test_tied_officer_decides_nothing(setting: Setting) -> None:
    application = setting.scored(5)
    make_conflict(application, setting.officer)
    with pytest.raises(Refused):
        decline(application, setting.officer)


def test_prepared_awards_of_others_count_against_the_budget(setting: Setting) -> None:
    award(setting.scored(5, amount=2000), 2000, setting.officer)
    with pytest.raises(Refused) as refused:
        award(setting.scored(5, amount=1500), Decimal("1000.01"), setting.manager)
    assert refused.value.sentence == "Only £1,000 is left in this round."
    award(setting.scored(5, amount=1500), 1000, setting.manager)
    budget = budget_of(setting.round)
    assert (budget.allocated, budget.prepared, budget.left) == (Decimal(3000), Decimal(3000), Decimal(0))


def test_changing_an_award_does_not_count_it_twice(setting: Setting) -> None:
    application = setting.scored(5, amount=3000)
    award(application, 2900, setting.officer)
    assert award(application, 3000, setting.officer).amount == Decimal(3000)


def test_money_of_a_neighbourhood_stays_there(setting: Setting) -> None:
    place, elsewhere = make_neighbourhood(), make_neighbourhood()
    setting.round.fund.allocations.create(round=setting.round, area=place, amount=1000)
    inside, outside = make_ward(parent=place), make_ward(parent=elsewhere)
    award(setting.scored(5, amount=3000, area=outside), 3000, setting.officer)
    with pytest.raises(Refused) as refused:
        award(setting.scored(5, amount=500, area=outside), 500, setting.officer)
    assert "set aside for other neighbourhoods" in refused.value.sentence
    award(setting.scored(5, amount=1000, area=inside), 1000, setting.officer)


def test_withdrawn_application_frees_what_was_prepared_for_it(setting: Setting) -> None:
    application = setting.scored(5, amount=3000)
    award(application, 3000, setting.officer)
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.WITHDRAWN)
    assert budget_of(setting.round).left == Decimal(3000)


def test_agreeing_needs_a_quorum(setting: Setting) -> None:
    award(setting.scored(5), 900, setting.officer)
    with pytest.raises(Refused):
        meet(setting, setting.members[0])


def test_tied_members_do_not_count_towards_the_quorum(setting: Setting) -> None:
    application = setting.scored(5)
    award(application, 900, setting.officer)
    make_conflict(application, setting.members[2])
    with pytest.raises(Refused) as refused:
        agree(setting, *setting.members[1:])
    assert application.reference in refused.value.sentence
    assert Meeting.objects.count() == 1
    agreed = agree(setting, *setting.members)
    assert [one["name"] for one in agreed[0].record["meeting"]["stood_aside"]] == [str(setting.members[2])]


def test_strangers_and_days_to_come_are_refused_in_a_meeting(setting: Setting) -> None:
    with pytest.raises(Refused):
        meet(setting, *setting.members, make_user(Role.PANEL_MEMBER))
    with pytest.raises(Refused):
        actions.hold_meeting(
            setting.panel,
            held_at=timezone.now() + timedelta(hours=1),
            present=setting.members,
            by=setting.officer,
        )


def test_agreed_decision_keeps_what_it_rested_on_and_gives_the_same_again(setting: Setting) -> None:
    application = setting.scored(5, 4, 3)
    make_conflict(application, make_user())
    award(application, 900, setting.officer)
    decision = agree(setting)[0]
    Score.objects.all().delete()
    setting.round.criteria.update(weight=1)
    decision.refresh_from_db()
    again = replay(decision)
    assert (again.score, again.quorate, again.within_budget) == (Decimal("80.00"), True, True)
    assert decision.score == again.score
    kept = decision.record
    assert [row["weight"] for row in kept["criteria"]] == [30, 70]
    assert len(kept["assessments"]) == 3
    assert len(kept["conflicts"]) == 1
    assert kept["form"]["sha256"] == application.submissions.get().sha256
    assert (kept["budget"]["general"], kept["asked"]) == ("3000.00", "1000.00")


def test_agreed_decision_changes_only_when_it_is_opened_again(setting: Setting) -> None:
    application = setting.scored(5)
    award(application, 900, setting.officer)
    decision = agree(setting)[0]
    with pytest.raises(Refused):
        award(application, 800, setting.officer)
    actions.reopen_decision(decision, reason="A wrong sum.", by=setting.officer)
    decision.refresh_from_db()
    assert (decision.state, decision.meeting, decision.record) == (DecisionState.PREPARED, None, {})
    award(application, 800, setting.officer)


def test_release_tells_everybody_together_and_decides_the_round(setting: Setting) -> None:
    winner, loser, next_up = setting.scored(5), setting.scored(1), setting.scored(3)
    award(winner, 900, setting.officer)
    decline(loser, setting.officer)
    reserve(next_up, 1, setting.officer)
    agree(setting)
    released = actions.release_decisions(setting.panel, by=setting.manager)
    assert [decision.state for decision in released] == [DecisionState.RELEASED] * 3
    states = Application.objects.filter(round=setting.round).values_list("state", flat=True)
    assert set(states) == {ApplicationState.DECIDED}
    letters = {letter.case_reference: letter for letter in Letter.objects.all()}
    assert set(letters) == {loser.reference, next_up.reference}
    assert "Too thin." in letters[loser.reference].body_text
    assert "number 1 on the reserve list" in letters[next_up.reference].body_text
    setting.round.refresh_from_db()
    assert setting.round.decided_at is not None


def test_release_leaves_the_round_undecided_while_something_waits(setting: Setting) -> None:
    decline(setting.scored(1), setting.officer)
    agree(setting)
    setting.application()
    actions.release_decisions(setting.panel, by=setting.manager)
    setting.round.refresh_from_db()
    assert setting.round.decided_at is None


def test_round_waits_for_a_group_that_was_given_longer(setting: Setting) -> None:
    decline(setting.scored(1), setting.officer)
    agree(setting)
    writing = setting.application()
    longer = Application.objects.filter(pk=writing.pk)
    until = timezone.now() + timedelta(days=2)
    longer.update(
        state=ApplicationState.DRAFT, submitted_at=None, extended_until=until, extension_reason="Illness"
    )
    actions.release_decisions(setting.panel, by=setting.manager)
    setting.round.refresh_from_db()
    assert (setting.round.decided_at, actions.decide_settled_rounds()) == (None, 0)
    longer.update(extended_until=timezone.now())
    assert actions.decide_settled_rounds() == 1


def test_round_is_decided_by_the_clock_once_what_waited_has_ended(setting: Setting) -> None:
    decline(setting.scored(1), setting.officer)
    agree(setting)
    waiting = setting.application()
    actions.release_decisions(setting.panel, by=setting.manager)
    assert actions.decide_settled_rounds() == 0
    Application.objects.filter(pk=waiting.pk).update(state=ApplicationState.WITHDRAWN)
    assert actions.decide_settled_rounds() == 1
    assert actions.decide_settled_rounds() == 0
    setting.round.refresh_from_db()
    assert setting.round.state == RoundState.DECIDED
    assert Event.objects.about(setting.round)[0].verb == "round_settled"


def test_clock_decides_no_round_that_nobody_decided_about(setting: Setting) -> None:
    waiting = setting.application()
    Application.objects.filter(pk=waiting.pk).update(state=ApplicationState.WITHDRAWN)
    assert actions.decide_settled_rounds() == 0


def test_release_leaves_an_open_round_open() -> None:
    setting = make_setting(closes_at=None)
    decline(setting.scored(1), setting.officer)
    agree(setting)
    actions.release_decisions(setting.panel, by=setting.manager)
    setting.round.refresh_from_db()
    assert setting.round.decided_at is None


def test_nothing_is_released_that_is_not_agreed(setting: Setting) -> None:
    decline(setting.scored(1), setting.officer)
    with pytest.raises(Refused):
        actions.release_decisions(setting.panel, by=setting.manager)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@several_writers
def test_two_deciders_at_once_never_overspend() -> None:
    setting = make_setting(allocation=3000)
    first, second = (setting.scored(5, amount=2000) for _ in range(2))
    done = together(
        lambda: award(first, 2000, setting.officer),
        lambda: award(second, 2000, setting.manager),
    )
    assert done == 1
    assert budget_of(setting.round).prepared == Decimal(2000)


def test_decision_is_not_released_on_answers_that_the_panel_never_read(setting: Setting) -> None:
    application = setting.scored(5, 5)
    decline(application, setting.officer)
    agree(setting)
    make_submission(application)
    with pytest.raises(Refused, match=f"{application.reference} was sent again since the panel agreed"):
        actions.release_decisions(setting.panel, by=setting.manager)
    decision = Decision.objects.get()
    actions.reopen_decision(decision, reason="They answered our question.", by=setting.manager)
    agree(setting)
    assert len(actions.release_decisions(setting.panel, by=setting.manager)) == 1


def test_database_refuses_a_decision_that_no_meeting_agreed(setting: Setting) -> None:
    decision = award(setting.scored(5), 900, setting.officer)
    with pytest.raises(IntegrityError, match="decision_agreed_in_meeting"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(
            state=DecisionState.AGREED, agreed_by=setting.officer, agreed_at=timezone.now()
        )
