"""Letters to assessors, and to groups that were not awarded money."""

from django.urls import reverse

from fund.accounts.models import User
from fund.notifications.actions import queue_letter
from grants.assessment.models import Decision
from grants.funding.models import Round


def ask_to_score(user: User, round_: Round, *, number: int) -> None:
    """One letter, however many applications: it names none, because names may be hidden, but its round."""
    queue_letter(
        "assessment/to_score",
        to=user,
        context={"round": round_, "number": number, "address": reverse("assessment:home")},
        case_reference=round_.slug,
    )


def tell_decision(decision: Decision) -> None:
    """A reserve or a decline, with its reasons, to everybody in the group."""
    application = decision.application
    for person in application.organisation.people.filter(is_active=True):
        queue_letter(
            f"assessment/{decision.outcome}",
            to=person,
            context={"decision": decision, "application": application, "round": application.round},
            case_reference=application.reference,
        )
