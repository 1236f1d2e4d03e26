"""One person raises a payment, another approves it; each within a limit of their own."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.money import ZERO, format_money
from fund.common.sequences import next_reference
from fund.common.transitions import move
from grants.awards.models import Milestone
from grants.payments import rules, verbs  # noqa: F401
from grants.payments.conditions import gather
from grants.payments.locking import lock_accounts, lock_payment, lock_run_of
from grants.payments.models import Payment, PaymentLimit
from grants.payments.states import PAYMENT_MOVES, RUN_MOVES, PaymentState, RunState


@transaction.atomic
def raise_payment(milestone: Milestone, *, by: User) -> Payment:
    """Raise a payment of a milestone's whole amount. Refuses with the first of all reasons why not."""
    award = lock(milestone.award)
    lock_accounts([award])
    row = Milestone.objects.select_related("award__commitment__organisation").get(pk=milestone.pk)
    _refuse(rules.why_not(row, by))
    account = gather([row])[0].account
    assert account is not None
    payment = Payment.objects.create(
        reference=next_reference("P", width=5),
        award=award,
        milestone=row,
        bank_account=account,
        amount=row.amount,
        raised_by=by,
    )
    record_payment("payment_raised", payment, by, number=row.number)
    return payment


@transaction.atomic
def approve_payment(payment: Payment, *, by: User) -> None:
    """Approve what another raised. Every condition is checked again, on locked rows."""
    row = lock_payment(payment)
    lock_accounts([row.award])
    _refuse(rules.why_not_approve(row, by))
    _move(payment, PaymentState.APPROVED, approved_by=by, approved_at=timezone.now())
    record_payment("payment_approved", payment, by)


@transaction.atomic
def refuse_payment(payment: Payment, *, reason: str, by: User) -> None:
    """Say no to what another raised, with a reason: it can be raised again."""
    _need_reason(reason)
    if lock_payment(payment).raised_by_id == by.pk:
        raise Refused("You raised it, so someone else refuses it. Cancel it instead.")
    _move(payment, PaymentState.REFUSED, reason=reason.strip())
    record_payment("payment_refused", payment, by, reason=reason.strip())


@transaction.atomic
def cancel_payment(payment: Payment, *, reason: str, by: User) -> None:
    """Take a payment back before it goes to the bank; it leaves its run. A run left empty is cancelled."""
    _need_reason(reason)
    run = lock_run_of(payment)
    lock_payment(payment)
    _move(payment, PaymentState.CANCELLED, reason=reason.strip(), run=None)
    record_payment("payment_cancelled", payment, by, reason=reason.strip())
    if run and run.state == RunState.PREPARED and not run.payments.exists():
        move(run, RunState.CANCELLED, moves=RUN_MOVES)
        record("run_cancelled", run, by=by, run=run.reference)


@transaction.atomic
def set_limit(user: User, *, may_raise: Decimal, may_approve: Decimal, by: User | None) -> PaymentLimit:
    """The most that `user` may raise, and approve, in one payment. Pounds."""
    if by is not None and by.pk == user.pk:
        raise Refused("Nobody sets their own limit. Ask another administrator.")
    if min(may_raise, may_approve) < ZERO:
        raise Refused("A limit is £0 or more.")
    limit, _made = PaymentLimit.objects.update_or_create(
        user=user, defaults={"may_raise": may_raise, "may_approve": may_approve}
    )
    record(
        "payment_limit_changed",
        limit,
        by=by,
        person=str(user),
        may_raise=format_money(may_raise),
        may_approve=format_money(may_approve),
    )
    return limit


def record_payment(verb: str, payment: Payment, by: User | None, **facts: Any) -> None:
    """One event of a payment, on the case of its award."""
    record(
        verb,
        payment,
        by=by,
        case_reference=payment.award.reference,
        **{"payment": payment.reference, "amount": format_money(payment.amount), **facts},
    )


def _move(payment: Payment, to: PaymentState, **fields: Any) -> None:
    move(payment, to, moves=PAYMENT_MOVES, **fields)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(" ".join(reasons))


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Give a reason.", field="reason")
