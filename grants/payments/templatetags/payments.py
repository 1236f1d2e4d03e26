"""What screens of rooms below show of payments."""

from typing import Any

from django import template
from django.utils.timezone import localdate

from fund.common.dates import format_date
from fund.common.money import format_money
from grants.awards.models import Award, Milestone
from grants.awards.states import AwardState, MilestoneState
from grants.payments.models import Payment
from grants.payments.states import DEAD_PAYMENTS, PaymentState

register = template.Library()
SETTLED = (MilestoneState.MET, MilestoneState.WAIVED)
OVER = (AwardState.COMPLETED, AwardState.ENDED_EARLY)


@register.simple_tag
def payments_of(award: Award) -> list[Payment]:
    """The payments of an award, the latest first."""
    return list(award.payments.select_related("milestone", "run", "raised_by", "approved_by"))


@register.simple_tag
def payment_steps(award: Award) -> list[dict[str, Any]]:
    """The steps of an award's money for `components/_timeline.html`: done, now, and still to come.

    None for a grant from before this site: it has no agreement and no milestones here, and waits for nobody.
    """
    living = {payment.milestone_id: payment for payment in award.payments.exclude(state__in=DEAD_PAYMENTS)}
    first = {"title": "Agreement signed", "says": "Waiting for you", "place": "now"}
    if award.state == AwardState.LAPSED:
        first = {"title": "Offer lapsed", "says": "", "place": ""}
    elif award.accepted_at:
        first = {
            "title": "Agreement signed",
            "says": format_date(localdate(award.accepted_at)),
            "place": "done",
        }
    milestones = list(award.milestones.all())
    if award.state in OVER and not milestones and not award.accepted_at:
        return []
    steps = [first]
    for milestone in milestones:
        paid = living.get(milestone.pk)
        done = paid is not None and paid.state == PaymentState.PAID
        is_next = award.state == AwardState.ACTIVE and all(step["place"] == "done" for step in steps)
        place = "done" if done else "now" if is_next else ""
        steps.append({"title": milestone.title, "says": _says(milestone, paid), "place": place})
    return steps


def _says(milestone: Milestone, payment: Payment | None) -> str:
    amount = format_money(milestone.amount)
    if payment is not None and payment.paid_on:
        return f"{amount} paid {format_date(payment.paid_on)}"
    if payment is not None and payment.state == PaymentState.SENT:
        return f"{amount} is on its way to your bank"
    if payment is not None:
        return f"{amount} is being prepared"
    words = {
        MilestoneState.EVIDENCE_SUBMITTED: f"Evidence sent, we are looking at it · {amount}",
        MilestoneState.RETURNED: f"We asked you a question · {amount}",
        MilestoneState.CANCELLED: f"Cancelled · {amount}",
    }
    if milestone.state in SETTLED:
        return f"{amount} waiting to be paid"
    return words.get(MilestoneState(milestone.state), f"{amount} due {format_date(milestone.due_on)}")
