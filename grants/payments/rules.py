"""Who may move money, how much, and why a payment may not go yet. Reads only."""

from decimal import Decimal

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.money import ZERO, format_money
from grants.awards.models import Milestone
from grants.payments.conditions import Facts, gather, what_is_missing
from grants.payments.models import Payment, PaymentLimit
from grants.payments.states import PaymentState

RAISERS = (Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)
APPROVERS = (Role.FINANCE_APPROVER,)


def can_raise(user: User) -> bool:
    """Whether this person may raise payments, make runs, export them and enter results."""
    return user.has_role(*RAISERS)


def can_approve(user: User) -> bool:
    """Whether this person may approve or refuse payments that others raised."""
    return user.has_role(*APPROVERS)


def can_export(user: User) -> bool:
    """Whether this person may have the file with whole bank details: finance alone."""
    return user.has_role(*RAISERS)


def limit_to_raise(user: User) -> Decimal:
    """The most this person may raise in one payment; nothing for those without a limit of their own."""
    return PaymentLimit.objects.filter(user=user).values_list("may_raise", flat=True).first() or ZERO


def limit_to_approve(user: User) -> Decimal:
    """The most this person may approve in one payment; nothing for those without a limit of their own."""
    return PaymentLimit.objects.filter(user=user).values_list("may_approve", flat=True).first() or ZERO


def why_not(milestone: Milestone, user: User) -> list[str]:
    """Every reason why this person cannot raise a payment for this milestone now; empty when they can."""
    facts = gather([milestone])[0]
    return [*what_is_missing(facts), *why_not_raiser(facts, user, limit_to_raise(user))]


def why_not_raiser(facts: Facts, user: User, limit: Decimal) -> list[str]:
    """The reasons that lie with the person who would raise it."""
    if not can_raise(user):
        return ["Only finance officers and finance approvers raise payments."]
    if facts.milestone.amount > limit:
        return [f"Your limit for raising is {format_money(limit)} a payment."]
    return []


def why_not_approve(payment: Payment, user: User) -> list[str]:
    """Every reason why this person cannot approve this payment now; empty when they can."""
    facts = gather([payment.milestone])[0]
    return [
        *why_not_approver(payment, user, limit_to_approve(user)),
        *what_is_missing(facts, paying=payment),
    ]


def why_not_approver(payment: Payment, user: User, limit: Decimal) -> list[str]:
    """The reasons that lie with the person who would approve it."""
    if payment.state != PaymentState.RAISED:
        return [f"This payment is “{payment.get_state_display()}”, so there is nothing to approve."]
    if not can_approve(user):
        return ["Only finance approvers approve payments."]
    if payment.raised_by_id == user.pk:
        return ["You raised it, so someone else must approve it."]
    if payment.amount > limit:
        return [f"Your limit for approving is {format_money(limit)} a payment."]
    return []
