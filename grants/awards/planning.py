"""How the milestones a group planned become those of its award, which may be for less."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fund.common.money import split_by_shares

EVIDENCE_WANTED = (
    "Tell us in a few words what you did and who it helped. "
    "Send anything that shows it: photos, receipts, a poster, a register."
)
WHOLE = "The whole grant"


@dataclass(frozen=True)
class Step:
    title: str
    due_on: date
    amount: Decimal


def scale_plan(plan: Sequence[Step], total: Decimal, *, otherwise_on: date) -> list[Step]:
    """The steps of `plan` in the proportions that the group chose, summing to `total` to the penny.

    A plan without money becomes one step with all of it, due `otherwise_on`.
    """
    if not any(step.amount for step in plan):
        return [Step(WHOLE, otherwise_on, total)]
    amounts = split_by_shares(total, [step.amount for step in plan])
    return [Step(step.title, step.due_on, part) for step, part in zip(plan, amounts, strict=True)]
