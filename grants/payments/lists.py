"""What finance has to do now, and the list of all payments."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from fund.accounts.models import User
from fund.common.money import ZERO
from fund.common.spreadsheets import Cell
from grants.awards.models import Award, Milestone
from grants.awards.states import AwardState
from grants.ledger.balances import to_money
from grants.organisations.models import BankAccount
from grants.organisations.states import BankAccountState
from grants.payments import rules
from grants.payments.conditions import PAYABLE, Facts, gather, what_is_missing
from grants.payments.models import Payment, PaymentQuerySet
from grants.payments.states import DEAD_PAYMENTS, PaymentState

MOST_SHOWN = 50
HEADINGS = [
    "Payment",
    "Grant",
    "Group",
    "For",
    "Amount (£)",
    "State",
    "Raised by",
    "Approved by",
    "Run",
    "Paid on",
]


@dataclass
class Due:
    """A milestone that is met, or a payment that was raised, with what stands in the way."""

    facts: Facts
    payment: Payment | None = None
    why_not: list[str] = field(default_factory=list)


def to_raise(user: User) -> list[Due]:
    """Met milestones of live grants without a living payment, each with every reason why not."""
    living = Payment.objects.filter(milestone=OuterRef("pk")).exclude(state__in=DEAD_PAYMENTS)
    rows = Milestone.objects.filter(
        ~Exists(living),
        award__in=Award.objects.for_staff(user).filter(state=AwardState.ACTIVE),
        state__in=PAYABLE,
        amount__gt=0,
    )
    found = gather(
        rows.select_related("award__commitment__organisation").order_by("due_on", "pk")[:MOST_SHOWN]
    )
    limit = rules.limit_to_raise(user)
    return [
        Due(facts, why_not=[*what_is_missing(facts), *rules.why_not_raiser(facts, user, limit)])
        for facts in found
    ]


def to_approve(user: User) -> list[Due]:
    """Raised payments, each with every reason why this person cannot approve it."""
    rows = Payment.objects.for_staff(user).filter(state=PaymentState.RAISED).with_facts().order_by("pk")
    payments = list(rows[:MOST_SHOWN])
    limit = rules.limit_to_approve(user)
    found = []
    for payment, facts in zip(payments, gather([row.milestone for row in payments]), strict=True):
        reasons = rules.why_not_approver(payment, user, limit) + what_is_missing(facts, paying=payment)
        found.append(Due(facts, payment=payment, why_not=reasons))
    return found


def to_send(user: User) -> list[Payment]:
    """Approved payments that are in no run yet."""
    rows = Payment.objects.for_staff(user).filter(state=PaymentState.APPROVED, run=None)
    return list(rows.with_facts().order_by("pk")[:MOST_SHOWN])


def accounts_to_verify() -> list[BankAccount]:
    """Bank accounts that groups have given and nobody has verified yet, the oldest first. Masked."""
    rows = BankAccount.objects.filter(state=BankAccountState.SUBMITTED).select_related(
        "organisation", "given_by"
    )
    return list(rows.order_by("given_at", "pk")[:MOST_SHOWN])


def narrowed(rows: PaymentQuerySet, chosen: dict[str, Any]) -> PaymentQuerySet:
    """`rows` less what the filters leave out."""
    if words := chosen.get("q"):
        group = Q(award__commitment__organisation__name__icontains=words)
        rows = rows.filter(Q(reference__icontains=words) | Q(award__reference__icontains=words) | group)
    if state := chosen.get("state"):
        rows = rows.filter(state=state)
    return rows


def totals_of(rows: PaymentQuerySet) -> tuple[int, Decimal]:
    """How many payments there are, and what they come to in pounds."""
    found = rows.order_by().aggregate(count=Count("pk"), amount=Sum("amount"))
    return found["count"], to_money(found["amount"])


def total_of(payments: list[Payment]) -> Decimal:
    return sum((payment.amount for payment in payments), ZERO)


def sheet_rows(rows: PaymentQuerySet) -> Iterator[list[Cell]]:
    """One row a payment, under HEADINGS. No bank details."""
    for row in rows.with_facts().iterator(chunk_size=1000):
        yield [
            row.reference,
            row.award.reference,
            row.award.organisation.name,
            row.milestone.title,
            row.amount,
            row.get_state_display(),
            str(row.raised_by),
            str(row.approved_by or ""),
            str(row.run or ""),
            row.paid_on,
        ]


def earlier_of(payment: Payment) -> PaymentQuerySet:
    """Other payments of the same milestone: who approves must know that money may have gone already."""
    return Payment.objects.filter(milestone=payment.milestone).exclude(pk=payment.pk).order_by("-pk")
