"""From a released decision to an offer: the money is promised and the agreement frozen."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.money import format_money
from grants.applications import built_in
from grants.applications.models import Application
from grants.assessment.actions import release_decisions
from grants.assessment.models import Decision, Panel
from grants.assessment.states import DecisionState, Outcome
from grants.awards import emails, verbs  # noqa: F401
from grants.awards.models import Agreement, Award, Milestone
from grants.awards.planning import EVIDENCE_WANTED, Step, scale_plan
from grants.awards.states import AwardState
from grants.ledger.actions import commit, promise

DAYS_TO_ACCEPT = 28


def identifier_of(reference: str) -> str:
    """The 360Giving identifier of an award of ours."""
    return f"360G-{settings.GIVING_PREFIX}-{reference}"


@transaction.atomic
def offer_award(decision: Decision, *, by: User) -> Award:
    """Offer what a released decision awards: commitment, promise, milestones, agreement and letter.

    Raises Refused when the round has not enough money left.
    """
    if (decision.outcome, decision.state) != (Outcome.AWARD, DecisionState.RELEASED):
        raise Refused("Only a released decision to award can be offered.")
    application = decision.application
    today = timezone.localdate()
    commitment = commit(
        reference=application.reference,
        round=application.round,
        organisation=application.organisation,
        shares=[(share.area, share.percent) for share in application.shares.select_related("area")],
        by=by,
    )
    assert decision.amount is not None
    promise(commitment, decision.amount, on=today, by=by)
    award = Award.objects.create(
        reference=application.reference,
        identifier=identifier_of(application.reference),
        decision=decision,
        commitment=commitment,
        title=application.title or f"{application.round}: {application.organisation}",
        description=application.summary,
        amount=decision.amount,
        amount_asked=application.amount,
        state=AwardState.OFFERED,
        awarded_on=today,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        accept_by=today + timedelta(days=DAYS_TO_ACCEPT),
    )
    _plan_milestones(award, application)
    freeze_agreement(award, by=by)
    amount = format_money(award.amount)
    organisation = application.organisation.name
    record(
        "award_offered",
        award,
        by=by,
        case_reference=award.reference,
        amount=amount,
        organisation=organisation,
    )
    emails.tell_leads("awards/offer", award, reasons=decision.reasons)
    return award


def freeze_agreement(award: Award, *, by: User) -> Agreement:
    """Write the agreement out in full and keep it with its hash: it never changes again."""
    facts = {
        "award": award,
        "organisation": award.organisation,
        "shares": award.commitment.shares.select_related("area"),
        "milestones": award.milestones.all(),
        "fund": award.round.fund,
        "FUND_NAME": settings.FUND_NAME,
    }
    text = render_to_string("awards/agreement.txt", facts, using="plain_text").strip() + "\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Agreement.objects.create(award=award, text=text, sha256=sha256, offered_by=by)


def _plan_milestones(award: Award, application: Application) -> None:
    start = application.starts_on or award.awarded_on
    steps = scale_plan(_plan_of(application), award.amount, otherwise_on=start)
    Milestone.objects.bulk_create(
        Milestone(
            award=award,
            number=number,
            title=step.title[:150],
            evidence_wanted=EVIDENCE_WANTED,
            due_on=step.due_on,
            amount=step.amount,
        )
        for number, step in enumerate(steps, 1)
    )


def _plan_of(application: Application) -> list[Step]:
    return [Step(step.title, step.due_on, step.amount) for step in built_in.read(application).milestones]


@transaction.atomic
def release_and_offer(panel: Panel, *, by: User) -> list[Award]:
    """Release all that the panel agreed, and offer every award among it: all of it, or nothing."""
    decisions = release_decisions(panel, by=by)
    return [offer_award(decision, by=by) for decision in decisions if decision.outcome == Outcome.AWARD]
