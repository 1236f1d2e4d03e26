"""Preparing decisions, quietly. Nobody can prepare more than the money that is left."""

from decimal import Decimal

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.money import ZERO, format_money
from fund.common.transitions import move
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment import rules
from grants.assessment.models import Decision
from grants.assessment.portfolio import mean_of
from grants.assessment.spending import spread_over, used_in
from grants.assessment.states import DECISION_MOVES, DecisionState, Outcome
from grants.funding.allocations import lock_pots
from grants.funding.budget import Pots, added, fits, overspill


@transaction.atomic
def prepare_decision(
    application: Application,
    *,
    outcome: str,
    reasons: str,
    by: User,
    amount: Decimal | None = None,
    reserve_place: int | None = None,
) -> Decision:
    """Prepare a decision, or change the one that is prepared. `amount` is pounds, for an award only.

    The round's money is locked first: an award is refused where it, with everything promised and
    everything else prepared, would go beyond what is set aside.
    """
    pots = lock_pots(application.round)
    row = lock(application)
    _check_application(row, by)
    amount = amount if outcome == Outcome.AWARD else None
    reserve_place = reserve_place if outcome == Outcome.RESERVE else None
    _check_what_is_decided(row, outcome, amount, reserve_place, reasons)
    _check_place_is_free(row, reserve_place)
    if amount is not None:
        check_fits(pots, row, amount)
    facts = {
        "outcome": outcome,
        "amount": amount,
        "reserve_place": reserve_place,
        "reasons": reasons.strip(),
        "score": mean_of(row),
        "prepared_by": by,
    }
    decision, made = Decision.objects.update_or_create(application=row, defaults=facts)
    verb = "decision_prepared" if made else "decision_changed"
    record(verb, decision, by=by, case_reference=row.reference, outcome=decision.words.lower())
    return decision


@transaction.atomic
def drop_decision(decision: Decision, *, by: User) -> None:
    """Withdraw a prepared decision, so that the application is undecided again."""
    row = lock(decision)
    if row.state != DecisionState.PREPARED:
        raise Refused("Only a prepared decision can be withdrawn.")
    _check_no_conflict(row.application, by)
    record("decision_dropped", row.application, by=by, case_reference=row.application.reference)
    row.delete()


@transaction.atomic
def reopen_decision(decision: Decision, *, reason: str, by: User) -> None:
    """Open an agreed decision again, before it is released. The panel has to agree it once more."""
    if not reason.strip():
        raise Refused("Say why it is opened again.", field="reason")
    _check_no_conflict(decision.application, by)
    move(
        decision,
        DecisionState.PREPARED,
        moves=DECISION_MOVES,
        agreed_by=None,
        agreed_at=None,
        meeting=None,
        record={},
    )
    record(
        "decision_reopened",
        decision,
        by=by,
        case_reference=decision.application.reference,
        reason=reason.strip(),
    )


def check_fits(pots: Pots, application: Application, amount: Decimal) -> None:
    """Raises Refused, saying how far it goes, where `amount` is more than the money left."""
    used = used_in(application.round, but=application)
    wanted = spread_over(application, amount)
    if fits(pots, added(used, wanted)):
        return
    free = max(ZERO, pots.total - sum(used.values(), ZERO))
    if amount > free:
        raise Refused(f"Only {format_money(free)} is left in this round.", field="amount")
    over = overspill(pots, added(used, wanted)) - pots.general
    raise Refused(
        f"The money left is set aside for other neighbourhoods: this is {format_money(over)} too much here.",
        field="amount",
    )


def _check_application(application: Application, by: User) -> None:
    _check_no_conflict(application, by)
    if application.state != ApplicationState.UNDER_ASSESSMENT:
        raise Refused(f"{application.reference} is not with the panel.")
    decision = Decision.objects.filter(application=application).first()
    if decision and decision.state != DecisionState.PREPARED:
        raise Refused("The panel has agreed this decision. Open it again to change it.")
    if not application.assessments.counted().exists():
        raise Refused("Nobody has sent scores for it yet.")
    if rules.has_open_scores(by, application):
        raise Refused("You were asked to score this yourself. Send your scores first.")


def _check_no_conflict(application: Application, by: User) -> None:
    if rules.has_conflict(by, application):
        raise Refused("You have a tie to this application, so somebody else has to decide it.")


def _check_place_is_free(application: Application, place: int | None) -> None:
    """Two in one place are no queue. Says not who stands there: the decider may have a tie to it."""
    others = Decision.objects.filter(application__round=application.round_id).exclude(application=application)
    if place and others.filter(outcome=Outcome.RESERVE, reserve_place=place).exists():
        raise Refused(f"Another application has place {place} in the queue.", field="reserve_place")


def _check_what_is_decided(
    application: Application, outcome: str, amount: Decimal | None, place: int | None, reasons: str
) -> None:
    if outcome not in Outcome.values:
        raise Refused("Choose award, reserve or decline.", field="outcome")
    if not reasons.strip():
        raise Refused("Write the reasons, for the group to read.", field="reasons")
    if outcome == Outcome.RESERVE and not (place and place >= 1):
        raise Refused("Say which place in the queue, from 1.", field="reserve_place")
    if outcome != Outcome.AWARD:
        return
    if amount is None or amount <= 0:
        raise Refused("Say how much to award.", field="amount")
    if application.amount is not None and amount > application.amount:
        asked = format_money(application.amount)
        raise Refused(f"The group asked for {asked}. An award can't be more.", field="amount")
