"""Panels, assessments and decisions."""

from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import Application
from grants.assessment.models import Assessment, Decision, Meeting, Panel, PanelMember, Score
from grants.assessment.states import AssessmentState, DecisionState, Outcome
from grants.funding.models import Round
from tests.factories.funding import make_round
from tests.factories.numbers import numbers
from tests.factories.people import make_user


def make_panel(round_: Round | None = None, *members: User, **fields: Any) -> Panel:
    """A panel with `members` seated; its quorum is 1 unless named."""
    panel = Panel.objects.create(
        round=round_ or make_round(), **{"name": f"Panel {next(numbers)}", "quorum": 1, **fields}
    )
    for member in members:
        PanelMember.objects.create(panel=panel, user=member)
    return panel


def make_assessment(
    application: Application,
    user: User,
    *values: int | None,
    state: str = AssessmentState.ASSIGNED,
    **fields: Any,
) -> Assessment:
    """One assessor's work, with `values` for the round's criteria in order; None does not apply."""
    if state == AssessmentState.SUBMITTED:
        fields = {"submitted_at": timezone.now(), **fields}
    assessment = Assessment.objects.create(
        application=application, user=user, state=state, **{"assigned_by": user, **fields}
    )
    for criterion, value in zip(application.round.criteria.all(), values, strict=False):
        Score.objects.create(
            assessment=assessment,
            criterion=criterion,
            value=value,
            does_not_apply=value is None,
            reason="It says so on page 2.",
        )
    return assessment


def make_decision(
    application: Application,
    *,
    outcome: str = Outcome.AWARD,
    state: str = DecisionState.PREPARED,
    **fields: Any,
) -> Decision:
    """An award of all that was asked, unless told otherwise, with the people that its state needs."""
    person = fields.pop("by", None) or make_user(Role.FUND_MANAGER)
    now = timezone.now()
    defaults: dict[str, Any] = {"reasons": "It builds on what is there.", "prepared_by": person}
    if outcome == Outcome.AWARD:
        defaults["amount"] = application.amount
    if outcome == Outcome.RESERVE:
        defaults["reserve_place"] = 1
    if state != DecisionState.PREPARED:
        panel = Panel.objects.filter(round=application.round).first() or make_panel(application.round)
        meeting = Meeting.objects.create(panel=panel, held_at=now)
        defaults |= {"agreed_by": person, "agreed_at": now, "meeting": meeting}
    if state == DecisionState.RELEASED:
        defaults |= {"released_by": person, "released_at": now}
    return Decision.objects.create(
        application=application, outcome=outcome, state=state, **{**defaults, **fields}
    )
