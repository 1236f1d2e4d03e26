"""What finance can do to one payment: each act a page that asks first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fund.accounts.models import User
from fund.common.forms import ConfirmForm, HouseForm
from grants.payments import actions, rules
from grants.payments.forms import FailedForm, PaidForm, ReasonForm, RecoveryForm
from grants.payments.models import Payment
from grants.payments.states import PAYMENT_MOVES, PaymentState


@dataclass(frozen=True)
class Act:
    """`to` is the state it leads to; None for what is done to a paid payment."""

    title: str
    words: str
    done: str
    to: PaymentState | None
    do: Callable[[Payment, dict[str, Any], User], object]
    may: Callable[[User], bool] = rules.can_raise
    form: type[HouseForm] = ConfirmForm
    danger: bool = False


ACTS: dict[str, Act] = {
    "approve": Act(
        "Approve this payment",
        "It may then go to the bank.",
        "The payment is approved.",
        PaymentState.APPROVED,
        lambda payment, data, by: actions.approve_payment(payment, by=by),
        may=rules.can_approve,
    ),
    "refuse": Act(
        "Refuse this payment",
        "It does not go out. It can be raised again.",
        "The payment is refused.",
        PaymentState.REFUSED,
        lambda payment, data, by: actions.refuse_payment(payment, reason=data["reason"], by=by),
        may=rules.can_approve,
        form=ReasonForm,
        danger=True,
    ),
    "cancel": Act(
        "Cancel this payment",
        "It does not go out. It can be raised again.",
        "The payment is cancelled.",
        PaymentState.CANCELLED,
        lambda payment, data, by: actions.cancel_payment(payment, reason=data["reason"], by=by),
        form=ReasonForm,
        danger=True,
    ),
    "paid": Act(
        "Enter it as paid",
        "The ledger says so from now on, and the group is told. This cannot be undone.",
        "The payment is entered as paid.",
        PaymentState.PAID,
        lambda payment, data, by: actions.mark_paid(payment, on=data["on"], by=by),
        form=PaidForm,
    ),
    "failed": Act(
        "Enter it as failed",
        "The bank did not pay it. The group is told, and it can be raised again.",
        "The payment is entered as failed.",
        PaymentState.FAILED,
        lambda payment, data, by: actions.mark_failed(payment, reason=data["reason"], by=by),
        form=FailedForm,
        danger=True,
    ),
    "recovery": Act(
        "Enter money that came back",
        "The ledger takes it off what was paid.",
        "The money is entered.",
        None,
        lambda payment, data, by: actions.record_recovery(payment, **data, by=by),
        form=RecoveryForm,
    ),
}
# What asks who you are again, and leads back to the next one that waits.
MONEY_MOVES = ("approve",)
# What somebody else than the raiser does.
BY_ANOTHER = ("approve", "refuse")


def acts_of(payment: Payment, user: User) -> list[tuple[str, Act]]:
    """The acts that this person can do to a payment as it stands now."""

    def fits(act: Act) -> bool:
        if act.to is None:
            return payment.state == PaymentState.PAID
        return act.to in PAYMENT_MOVES[payment.state]

    found = [(name, act) for name, act in ACTS.items() if act.may(user) and fits(act)]
    own = payment.raised_by_id == user.pk
    return [(name, act) for name, act in found if not (own and name in BY_ANOTHER)]
