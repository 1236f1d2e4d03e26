"""What finance can do to one payment: each act a page that asks first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fund.accounts.models import User
from fund.common.forms import BaseForm, ConfirmForm
from grants.payments import actions, rules
from grants.payments.forms import FailedForm, NotPaidForm, PaidForm, ReasonForm, RecoveryForm
from grants.payments.models import Payment
from grants.payments.states import P, PaymentState


@dataclass(frozen=True)
class Act:
    """`at`: the states in which it is offered."""

    title: str
    words: str
    done: str
    at: tuple[PaymentState, ...]
    do: Callable[[Payment, dict[str, Any], User], object]
    may: Callable[[User], bool] = rules.can_raise
    form: type[BaseForm] = ConfirmForm
    danger: bool = False


ACTS: dict[str, Act] = {
    "approve": Act(
        "Approve this payment",
        "It may then go to the bank.",
        "The payment is approved.",
        (P.RAISED,),
        lambda payment, data, by: actions.approve_payment(payment, by=by),
        may=rules.can_approve,
    ),
    "refuse": Act(
        "Refuse this payment",
        "It does not go out. It can be raised again.",
        "The payment is refused.",
        (P.RAISED,),
        lambda payment, data, by: actions.refuse_payment(payment, reason=data["reason"], by=by),
        may=rules.can_approve,
        form=ReasonForm,
        danger=True,
    ),
    "cancel": Act(
        "Cancel this payment",
        "It does not go out. It can be raised again.",
        "The payment is cancelled.",
        (P.RAISED, P.APPROVED),
        lambda payment, data, by: actions.cancel_payment(payment, reason=data["reason"], by=by),
        form=ReasonForm,
        danger=True,
    ),
    "paid": Act(
        "Enter it as paid",
        "The ledger says so from now on, and the group is told.",
        "The payment is entered as paid.",
        (P.SENT,),
        lambda payment, data, by: actions.mark_paid(payment, on=data["on"], by=by),
        form=PaidForm,
    ),
    "failed": Act(
        "Enter it as failed",
        "The bank did not pay it. The group is told, and it can be raised again.",
        "The payment is entered as failed.",
        (P.SENT,),
        lambda payment, data, by: actions.mark_failed(payment, reason=data["reason"], by=by),
        form=FailedForm,
        danger=True,
    ),
    "recovery": Act(
        "Enter money that the group gave back",
        "The ledger takes it off what was paid, and it is not paid again.",
        "The money is entered.",
        (P.PAID,),
        lambda payment, data, by: actions.record_recovery(payment, **data, by=by),
        form=RecoveryForm,
    ),
    "not-paid": Act(
        "Enter that it was not paid after all",
        "The bank sent it all back, or the result was entered by mistake. The ledger reverses the payment, "
        "the group is told, and it can be raised again.",
        "The payment is entered as not paid.",
        (P.PAID,),
        lambda payment, data, by: actions.mark_not_paid(payment, **data, by=by),
        form=NotPaidForm,
        danger=True,
    ),
}
# What asks who you are again: money goes, or may go once more.
MONEY_MOVES = ("approve", "not-paid")
# What somebody else than the raiser does.
BY_ANOTHER = ("approve", "refuse")


def acts_of(payment: Payment, user: User) -> list[tuple[str, Act]]:
    """The acts that this person can do to a payment as it stands now."""

    found = [(name, act) for name, act in ACTS.items() if act.may(user) and payment.state in act.at]
    own = payment.raised_by_id == user.pk
    return [(name, act) for name, act in found if not (own and name in BY_ANOTHER)]
