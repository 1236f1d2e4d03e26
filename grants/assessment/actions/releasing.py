"""Releasing what the panel agreed: every group hears at the same moment."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from grants.applications.actions import mark_decided
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment import emails
from grants.assessment.models import Decision, Panel
from grants.assessment.spending import used_in
from grants.assessment.states import DECISION_MOVES, DecisionState, Outcome
from grants.funding.allocations import lock_pots
from grants.funding.budget import fits
from grants.funding.models import Round
from grants.funding.states import RoundState

UNSETTLED = (
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.ELIGIBLE,
    ApplicationState.UNDER_ASSESSMENT,
)


@transaction.atomic
def release_decisions(panel: Panel, *, by: User) -> list[Decision]:
    """Release all agreed decisions together. Applications become decided; reserves and declines hear now.

    Groups with an award hear from whoever offers it, in the same transaction. The round is decided
    once it is closed and nothing in it waits any more.
    """
    pots = lock_pots(panel.round)
    ready = Decision.objects.ready().filter(application__round=panel.round).values_list("pk", flat=True)
    decisions = list(Decision.objects.select_for_update().filter(pk__in=list(ready)).order_by("pk"))
    if not decisions:
        raise Refused("No decision is agreed, so there is nothing to release.")
    without_conflict = Application.objects.without_conflicts_of(by)
    if (
        Application.objects.filter(decision__in=decisions)
        .exclude(pk__in=without_conflict.values("pk"))
        .exists()
    ):
        raise Refused("You have a tie to one of these, so somebody else has to release them.")
    _refuse_answers_unread(decisions)
    if not fits(pots, used_in(panel.round)):
        raise Refused("These awards come to more than is set aside for the round. Change one first.")
    now = timezone.now()
    for decision in decisions:
        _release(decision, by=by, at=now)
    _decide_round(panel.round, "round_decided", by=by)
    return decisions


def decide_settled_rounds() -> int:
    """Decide closed rounds whose decisions are out and where the last that waited has ended otherwise.

    That is after the release: a group took its application back, or a rolling round closed. The clock calls
    this; it may call twice.
    """
    own = Application.objects.filter(round=OuterRef("pk"))
    decided = own.filter(state=ApplicationState.DECIDED)
    settled = Round.objects.closed_at(timezone.now()).filter(
        Exists(decided), ~Exists(own.filter(_waits())), decided_at=None, is_test=False
    )
    return sum(_decide_round(round_, "round_settled") for round_ in settled)


def _refuse_answers_unread(decisions: list[Decision]) -> None:
    """A group whose answers were opened again may have sent others than the panel agreed about."""
    newer = Application.objects.filter(
        decision__in=decisions, submissions__submitted_at__gt=F("decision__agreed_at")
    )
    named = newer.order_by("reference").values_list("reference", flat=True).distinct()
    if references := ", ".join(named):
        raise Refused(f"{references} was sent again since the panel agreed. Open that decision again first.")


def _release(decision: Decision, *, by: User, at: datetime) -> None:
    application = decision.application
    move(decision, DecisionState.RELEASED, moves=DECISION_MOVES, released_by=by, released_at=at)
    mark_decided(application, by=by)
    record(
        "decision_released",
        decision,
        by=by,
        case_reference=application.reference,
        outcome=decision.words.lower(),
    )
    if decision.outcome != Outcome.AWARD:
        emails.tell_decision(decision)


def _waits() -> Q:
    """What keeps a closed round undecided: it was sent and is not settled, or its group was given longer."""
    moment = timezone.now()
    longer = Q(extended_until__gt=moment) | Q(grace_until__gt=moment)
    return Q(state__in=UNSETTLED) | Q(longer, state=ApplicationState.DRAFT)


@transaction.atomic
def _decide_round(round_: Round, verb: str, *, by: User | None = None) -> bool:
    row = lock(round_)
    if row.state != RoundState.CLOSED:
        return False
    if Application.objects.filter(_waits(), round=row).exists():
        return False
    row.decided_at = round_.decided_at = timezone.now()
    row.save(update_fields=["decided_at"])
    record(verb, row, by=by)
    return True
