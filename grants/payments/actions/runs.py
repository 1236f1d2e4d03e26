"""Payments go to the bank together, in a run that is sent once."""

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.money import ZERO, format_money
from fund.common.sequences import next_reference
from fund.common.transitions import move
from grants.payments import emails, rules
from grants.payments.actions.raising import record_payment
from grants.payments.bank_file import write_bank_file
from grants.payments.conditions import gather, what_is_missing
from grants.payments.locking import lock_accounts, lock_payments, lock_run
from grants.payments.models import Payment, PaymentRun
from grants.payments.states import PAYMENT_MOVES, RUN_MOVES, PaymentState, RunState


@transaction.atomic
def make_run(payments: Sequence[Payment], *, by: User) -> PaymentRun:
    """Put approved payments together. Each can be in one run only."""
    if not payments:
        raise Refused("Choose at least one payment.", field="payments")
    rows = lock_payments(payment.pk for payment in payments)
    for row in rows:
        if row.state != PaymentState.APPROVED:
            raise Refused(f"Payment {row} is “{row.get_state_display()}”, not approved.", field="payments")
        if row.run_id is not None:
            raise Refused(f"Payment {row} is in {row.run} already.", field="payments")
    run = PaymentRun.objects.create(reference=next_reference("RUN"), made_by=by)
    Payment.objects.filter(pk__in=[row.pk for row in rows]).update(run=run)
    total = format_money(sum((row.amount for row in rows), ZERO))
    record("run_made", run, by=by, run=run.reference, count=len(rows), amount=total)
    return run


@transaction.atomic
def export_run(run: PaymentRun, *, by: User) -> bytes:
    """The file for the bank. The first export sends the run; later ones give the same bytes.

    Every download leaves an event. Raises Refused when a payment may no longer go.
    """
    if not rules.can_export(by):
        raise Refused("Only finance may have the file for the bank.")
    row = lock_run(run)
    payments = lock_payments(row.payments.values_list("pk", flat=True))
    if not payments:
        raise Refused("There is no payment left in this run.")
    content = write_bank_file(payments)
    sha256 = hashlib.sha256(content).hexdigest()
    if row.state != RunState.PREPARED:
        if sha256 != row.sha256:
            raise Refused("The file would differ from the one that was sent, so it is not given again.")
        record("run_exported_again", row, by=by, run=row.reference, sha256=sha256)
        return content
    lock_accounts(payment.award for payment in payments)
    _refuse_unpayable(payments)
    now = timezone.now()
    move(run, RunState.SENT, moves=RUN_MOVES, sent_by=by, sent_at=now, sha256=sha256)
    record("run_sent", run, by=by, run=run.reference, sha256=sha256)
    for payment in payments:
        move(payment, PaymentState.SENT, moves=PAYMENT_MOVES)
        record_payment("payment_sent", payment, by, run=run.reference)
        emails.tell("on_its_way", payment)
    return content


def _refuse_unpayable(payments: list[Payment]) -> None:
    found = gather([payment.milestone for payment in payments])
    for payment, facts in zip(payments, found, strict=True):
        reasons = what_is_missing(facts, paying=payment)
        if reasons:
            raise Refused(f"Payment {payment} can't go: {' '.join(reasons)} Cancel it, then export again.")
