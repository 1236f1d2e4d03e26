"""The states of payments, runs and recoveries, and the moves between them."""

from django.db.models import TextChoices


class PaymentState(TextChoices):
    RAISED = "raised", "Raised"
    APPROVED = "approved", "Approved"
    SENT = "sent", "Sent to bank"
    PAID = "paid", "Paid"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class RunState(TextChoices):
    PREPARED = "prepared", "Prepared"
    SENT = "sent", "Sent to bank"
    SETTLED = "settled", "Settled"
    CANCELLED = "cancelled", "Cancelled"


P = PaymentState
PAYMENT_MOVES: dict[str, frozenset[str]] = {
    P.RAISED: frozenset({P.APPROVED, P.REFUSED, P.CANCELLED}),
    P.APPROVED: frozenset({P.SENT, P.CANCELLED}),
    P.SENT: frozenset({P.PAID, P.FAILED}),
    P.PAID: frozenset({P.FAILED}),
    P.REFUSED: frozenset(),
    P.FAILED: frozenset(),
    P.CANCELLED: frozenset(),
}
DEAD_PAYMENTS = (P.REFUSED, P.FAILED, P.CANCELLED)
ON_THE_WAY = (P.RAISED, P.APPROVED, P.SENT)

RUN_MOVES: dict[str, frozenset[str]] = {
    RunState.PREPARED: frozenset({RunState.SENT, RunState.CANCELLED}),
    RunState.SENT: frozenset({RunState.SETTLED}),
    RunState.SETTLED: frozenset(),
    RunState.CANCELLED: frozenset(),
}
