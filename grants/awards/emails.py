"""Letters about awards, to the leads of the group. Payments tell of themselves with them too."""

from typing import Any

from django.urls import reverse

from fund.accounts.models import User
from fund.common.money import format_money
from fund.notifications.actions import queue_letter
from grants.awards.models import Award, Milestone
from grants.organisations.states import MemberRole


def tell_leads(kind: str, award: Award, **context: Any) -> None:
    """Queue the letter `kind`, such as `awards/offer`, to each lead of the group."""
    leads = User.objects.filter(
        memberships__organisation=award.organisation, memberships__role=MemberRole.LEAD, is_active=True
    )
    facts = {
        "award": award,
        "amount": format_money(award.amount),
        "path": reverse("awards:grant", args=[award.reference]),
        **context,
    }
    for lead in leads:
        queue_letter(kind, to=lead, context=facts, case_reference=award.reference)


def tell_about(kind: str, milestone: Milestone, **context: Any) -> None:
    """Queue a letter about one milestone to each lead of the group."""
    path = reverse("awards:milestone", args=[milestone.award.reference, milestone.number])
    tell_leads(kind, milestone.award, milestone=milestone, **{"path": path, **context})
