"""What the bank says: each result is applied once, however often it comes. And money that comes back."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.dates import format_date
from fund.common.errors import Refused
from fund.common.money import ZERO, format_money
from fund.common.transitions import move
from grants.awards.actions import complete_if_done, go_on_unpaid
from grants.ledger.actions import pay, reverse, take_back
from grants.ledger.balances import to_money
from grants.payments import emails
from grants.payments.actions.raising import record_payment
from grants.payments.locking import lock_payment, lock_payments, lock_run, lock_run_of
from grants.payments.models import Payment, PaymentRun, Recovery
from grants.payments.states import PAYMENT_MOVES, RUN_MOVES, PaymentState, RunState


@transaction.atomic
def mark_paid(payment: Payment, *, on: date, by: User | None) -> bool:
    """The bank paid it: the ledger says so from now on. False, and nothing done, if that was known."""
    run = lock_run_of(payment)
    row = lock_payment(payment)
    if row.state == PaymentState.PAID:
        return False
    _check_day(row, on)
    _pay(payment, on=on, by=by)
    _settle(run, by=by)
    return True


@transaction.atomic
def mark_failed(payment: Payment, *, reason: str, by: User | None) -> bool:
    """The bank did not pay it: it can be raised again. False, and nothing done, if that was known."""
    if not reason.strip():
        raise Refused("Say what the bank said.", field="reason")
    run = lock_run_of(payment)
    state = lock_payment(payment).state
    if state == PaymentState.FAILED:
        return False
    if state == PaymentState.PAID:
        raise Refused("It is entered as paid. Open the payment and enter that it was not paid after all.")
    now = timezone.now()
    move(payment, PaymentState.FAILED, moves=PAYMENT_MOVES, reason=reason.strip(), settled_at=now)
    record_payment("payment_failed", payment, by, reason=reason.strip())
    emails.tell("failed", payment)
    _settle(run, by=by)
    return True


@transaction.atomic
def mark_run_paid(run: PaymentRun, *, on: date, by: User | None) -> int:
    """Everything in the run that still waits for a result was paid. Returns how many were."""
    row = lock_run(run)
    if row.state == RunState.PREPARED:
        raise Refused("This run has not been sent to the bank yet.")
    waiting = [each for each in lock_payments(row.payments.values_list("pk", flat=True)) if _waits(each)]
    for payment in waiting:
        _check_day(payment, on)
        _pay(payment, on=on, by=by)
    _settle(row, by=by)
    run.state = row.state
    return len(waiting)


@transaction.atomic
def record_recovery(
    payment: Payment, *, amount: Decimal, reason: str, received_on: date, by: User
) -> Recovery:
    """Money of a payment came back: never more than was paid."""
    row = lock_payment(payment)
    if row.state != PaymentState.PAID:
        raise Refused("Money can only come back from a payment that was paid.")
    if not reason.strip():
        raise Refused("Say why the money came back.", field="reason")
    if received_on > timezone.localdate():
        raise Refused("The day it came back can't be in the future.", field="received_on")
    back = to_money(row.recoveries.aggregate(total=Sum("amount"))["total"])
    if amount <= ZERO or back + amount > row.amount:
        left = format_money(row.amount - back)
        raise Refused(f"Enter an amount between £0.01 and {left}.", field="amount")
    entry = take_back(row.award.commitment, amount, on=received_on, by=by, note=f"Back from {row}")
    recovery = Recovery.objects.create(
        payment=row,
        amount=amount,
        reason=reason.strip(),
        received_on=received_on,
        recorded_by=by,
        entry=entry,
    )
    record_payment("payment_recovered", row, by, amount=format_money(amount), reason=reason.strip())
    return recovery


@transaction.atomic
def mark_not_paid(payment: Payment, *, reason: str, on: date, by: User) -> None:
    """It was not paid after all: the bank sent it back, or the result was wrong. The ledger reverses it.

    Money that the group itself gives back is a recovery.
    """
    row = lock_payment(payment)
    if not reason.strip():
        raise Refused("Say what happened.", field="reason")
    if row.state != PaymentState.PAID:
        raise Refused(f"This payment is “{row.get_state_display()}”, not paid.")
    if row.recoveries.exists():
        raise Refused("Some of it is entered as money that came back, so it did arrive.")
    if on > timezone.localdate() or (row.paid_on and on < row.paid_on):
        raise Refused("The day is between the day it was paid and today.", field="on")
    assert row.entry is not None  # The database holds that a paid payment has one.
    reversal = reverse(row.entry, by=by, note=f"Payment {row} was not paid", on=on)
    move(
        payment,
        PaymentState.FAILED,
        moves=PAYMENT_MOVES,
        reason=reason.strip(),
        paid_on=None,
        reversal=reversal,
    )
    record_payment("payment_not_paid", payment, by, reason=reason.strip())
    go_on_unpaid(payment.award, row.amount, by=by)
    emails.tell("not_paid", payment)


def _pay(payment: Payment, *, on: date, by: User | None) -> None:
    entry = pay(payment.award.commitment, payment.amount, on=on, by=by, note=f"Payment {payment}")
    facts = {"paid_on": on, "settled_at": timezone.now(), "entry": entry}
    move(payment, PaymentState.PAID, moves=PAYMENT_MOVES, **facts)
    record_payment("payment_paid", payment, by, on=format_date(on))
    emails.tell("paid", payment)
    complete_if_done(payment.award, by=by)


def _check_day(payment: Payment, on: date) -> None:
    sent = payment.run.sent_at if payment.run else None
    if on > timezone.localdate():
        raise Refused("The day it was paid can't be in the future.", field="on")
    if sent and on < timezone.localdate(sent):
        raise Refused("The day it was paid can't be before it was sent to the bank.", field="on")


def _waits(payment: Payment) -> bool:
    return payment.state == PaymentState.SENT


def _settle(run: PaymentRun | None, *, by: User | None) -> None:
    if run is None or run.state != RunState.SENT or run.payments.filter(state=PaymentState.SENT).exists():
        return
    move(run, RunState.SETTLED, moves=RUN_MOVES)
    record("run_settled", run, by=by, run=run.reference)
