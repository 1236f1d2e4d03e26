"""How a grant pauses and ends: suspended, resumed, ended early, lapsed, completed."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.money import ZERO, format_money
from fund.common.transitions import move
from grants.awards import emails
from grants.awards.closure_blockers import closure_blocker_of
from grants.awards.models import Award, Milestone
from grants.awards.states import AWARD_MOVES, MILESTONE_MOVES, AwardState, MilestoneState
from grants.ledger.actions import release_promise
from grants.ledger.balances import ever_paid_to, left_to_pay, promised_to

NOT_ACCEPTED = "It was not accepted in time."
SWEEP_LIMIT = 200
SETTLED = (MilestoneState.MET, MilestoneState.WAIVED, MilestoneState.CANCELLED)


@transaction.atomic
def suspend_award(award: Award, *, reason: str, by: User) -> None:
    """Pause a live grant: nothing is paid while it is suspended."""
    _need_reason(reason)
    move(award, AwardState.SUSPENDED, moves=AWARD_MOVES, reason=reason.strip())
    record("award_suspended", award, by=by, case_reference=award.reference, reason=reason.strip())
    emails.tell_leads("awards/suspended", award)


@transaction.atomic
def resume_award(award: Award, *, by: User) -> None:
    """Go on with a suspended grant."""
    if lock(award).state != AwardState.SUSPENDED:
        raise Refused("Only a suspended grant can be resumed.")
    move(award, AwardState.ACTIVE, moves=AWARD_MOVES, reason="")
    record("award_resumed", award, by=by, case_reference=award.reference)
    emails.tell_leads("awards/resumed", award)
    complete_if_done(award, by=by)


@transaction.atomic
def end_award(award: Award, *, reason: str, by: User) -> None:
    """End a grant before its time: what is not yet paid is let go, and open milestones are cancelled."""
    _need_reason(reason)
    lock(award)
    if sentence := closure_blocker_of(award):
        raise Refused(sentence)
    move(award, AwardState.ENDED_EARLY, moves=AWARD_MOVES, reason=reason.strip(), ended_at=timezone.now())
    released = _let_go(award, "The grant ended early", by=by)
    record(
        "award_ended_early",
        award,
        by=by,
        case_reference=award.reference,
        reason=reason.strip(),
        released=format_money(released),
    )
    emails.tell_leads("awards/ended", award, released=format_money(released))


@transaction.atomic
def lapse_award(award: Award, *, by: User | None, reason: str = NOT_ACCEPTED) -> None:
    """Take back an offer that was not accepted: its money may be promised again."""
    _need_reason(reason)
    move(award, AwardState.LAPSED, moves=AWARD_MOVES, reason=reason.strip(), ended_at=timezone.now())
    _let_go(award, "The offer lapsed", by=by)
    record("award_lapsed", award, by=by, case_reference=award.reference, reason=reason.strip())
    emails.tell_leads("awards/lapsed", award)


def lapse_overdue_offers(today: date | None = None) -> int:
    """Lapse the offers whose day to accept has passed. The clock calls this; it may call twice."""
    day = today or timezone.localdate()
    overdue = Award.objects.filter(state=AwardState.OFFERED, accept_by__lt=day)
    done = 0
    for award in overdue.with_facts().order_by("accept_by", "pk")[:SWEEP_LIMIT]:
        try:
            lapse_award(award, by=None)
            done += 1
        except Refused:
            continue
    return done


@transaction.atomic
def complete_award(award: Award, *, by: User | None) -> None:
    """Close a grant whose milestones are all settled and paid."""
    row = lock(award)
    if row.milestones.exclude(state__in=SETTLED).exists():
        raise Refused("Some milestones are still open, so the grant can't be completed.")
    if ever_paid_to(row.commitment) < promised_to(row.commitment):
        left = format_money(promised_to(row.commitment) - ever_paid_to(row.commitment))
        raise Refused(f"{left} is still to be paid, so the grant can't be completed.")
    move(award, AwardState.COMPLETED, moves=AWARD_MOVES, ended_at=timezone.now())
    record("award_completed", award, by=by, case_reference=award.reference)
    emails.tell_leads("awards/completed", award)


@transaction.atomic
def complete_if_done(award: Award, *, by: User | None) -> bool:
    """Complete a live grant when its last milestone is settled and its last pound paid."""
    try:
        complete_award(award, by=by)
    except Refused:
        return False
    return True


@transaction.atomic
def go_on_unpaid(award: Award, amount: Decimal, *, by: User) -> None:
    """`amount` pounds were not paid after all: a completed grant goes on, and one that ended lets them go."""
    row = lock(award)
    if row.state == AwardState.COMPLETED:
        move(award, AwardState.ACTIVE, moves=AWARD_MOVES, ended_at=None)
        record("award_goes_on", award, by=by, case_reference=award.reference)
    elif row.state == AwardState.ENDED_EARLY:
        today = timezone.localdate()
        release_promise(row.commitment, amount, on=today, by=by, note="The grant had ended early")


def _let_go(award: Award, note: str, *, by: User | None) -> Decimal:
    left = left_to_pay(award.commitment)
    if left > ZERO:
        release_promise(award.commitment, left, on=timezone.localdate(), by=by, note=note)
    open_ones = [state for state in MilestoneState if MilestoneState.CANCELLED in MILESTONE_MOVES[state]]
    for milestone in Milestone.objects.filter(award=award, state__in=open_ones):
        move(milestone, MilestoneState.CANCELLED, moves=MILESTONE_MOVES)
    return left


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Give a reason. The group will read it.", field="reason")
