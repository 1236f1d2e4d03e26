"""Every write that means something on money's way out and back."""

from grants.payments.actions.raising import (
    approve_payment,
    cancel_payment,
    raise_payment,
    refuse_payment,
    set_limit,
)
from grants.payments.actions.results import (
    mark_failed,
    mark_not_paid,
    mark_paid,
    mark_run_paid,
    record_recovery,
)
from grants.payments.actions.runs import export_run, make_run

__all__ = [
    "approve_payment",
    "cancel_payment",
    "export_run",
    "make_run",
    "mark_failed",
    "mark_not_paid",
    "mark_paid",
    "mark_run_paid",
    "raise_payment",
    "record_recovery",
    "refuse_payment",
    "set_limit",
]
