"""The answers that other stages read, in types of their own: title, amount, dates, shares and plan."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from grants.applications.models import Application
from grants.forms.conditions import read_day
from grants.forms.values import read_money
from grants.places.models import Area

LARGEST = Decimal("9999999999.99")
# The columns of an application that copy each built-in answer.
COPIED = {
    "title": ("title",),
    "summary": ("summary",),
    "amount": ("amount",),
    "dates": ("starts_on", "ends_on"),
}


@dataclass(frozen=True)
class PlannedMilestone:
    title: str
    due_on: date
    amount: Decimal


@dataclass(frozen=True)
class BuiltIn:
    """`shares`: each area with its per cent. `amount` in pounds."""

    title: str
    summary: str
    amount: Decimal | None
    starts_on: date | None
    ends_on: date | None
    shares: list[tuple[Area, Decimal]]
    milestones: list[PlannedMilestone]


def read(application: Application) -> BuiltIn:
    """What the group last sent; for a draft, as much of it as can be read."""
    submission = application.submissions.order_by("-number").first()
    typed = (
        submission.answers
        if submission
        else dict(application.response.answers.values_list("question", "value"))
    )
    shares = application.shares.select_related("area")
    return BuiltIn(
        title=application.title,
        summary=application.summary,
        amount=application.amount,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        shares=[(share.area, share.percent) for share in shares],
        milestones=read_milestones(typed.get("milestones")),
    )


def read_milestones(typed: Any) -> list[PlannedMilestone]:
    """The steps that are complete; others are left out."""
    found = []
    for row in typed if isinstance(typed, list) else []:
        if not isinstance(row, dict):
            continue
        due, amount = read_day_in(row.get("due")), read_money(row.get("amount"))
        if due and amount:
            found.append(PlannedMilestone(str(row.get("title", "")), due, amount))
    return found


def copies(typed: dict[str, Any]) -> dict[str, Any]:
    """The columns of an application that copy its built-in answers, as far as they can be read."""
    amount = read_money(typed.get("amount"))
    dates = typed.get("dates")
    dates = dates if isinstance(dates, dict) else {}
    return {
        "title": str(typed.get("title") or "")[:150],
        "summary": str(typed.get("summary") or ""),
        "amount": amount if amount and 0 < amount <= LARGEST else None,
        "starts_on": read_day_in(dates.get("starts")),
        "ends_on": read_day_in(dates.get("ends")),
    }


def read_day_in(typed: Any) -> date | None:
    """Return a day as typed, between 1900 and 2200; None where it is none."""
    return read_day(str(typed or ""))
