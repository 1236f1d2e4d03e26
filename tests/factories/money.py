"""Commitments, awards and payments."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.states import ApplicationState
from grants.assessment.states import DecisionState
from grants.awards.actions import accept_award, meet_milestone, offer_award, submit_evidence
from grants.awards.models import Award, Milestone
from grants.awards.states import AwardState
from grants.funding.models import Round
from grants.ledger.actions import commit
from grants.ledger.models import Commitment
from grants.ledger.past_grants import PastGrant, enter_past_grants
from grants.organisations.states import MemberRole
from grants.payments.actions import approve_payment, export_run, make_run, mark_paid, raise_payment
from grants.payments.models import Payment
from grants.payments.states import PaymentState
from grants.places.models import Area
from tests.dates import next_year
from tests.factories.applications import make_application
from tests.factories.funding import make_round
from tests.factories.groups import make_bank_account, make_organisation
from tests.factories.numbers import numbers
from tests.factories.panels import make_decision
from tests.factories.people import make_finance, make_user
from tests.factories.places import make_ward


def make_commitment(round_: Round | None = None, **fields: Any) -> Commitment:
    """A commitment in the ledger. `shares` are (area, per cent); all of it helps one new ward by default."""
    number = next(numbers)
    defaults: dict[str, Any] = {
        "reference": f"C{number}",
        "round": round_ or make_round(),
        "organisation": fields.get("organisation") or make_organisation(),
        "shares": fields.get("shares") or [(make_ward(), Decimal(100))],
    }
    return commit(**{**defaults, **fields}, by=None)


def make_payment(milestone: Milestone | None = None, *, state: str = PaymentState.RAISED) -> Payment:
    """A payment for a met milestone, taken as far as `state`: raised, approved, sent or paid."""
    milestone = milestone or make_met_milestone()
    organisation = milestone.award.organisation
    if not organisation.bank_accounts.exists():
        make_bank_account(organisation)
    payment = raise_payment(milestone, by=make_finance())
    if state != PaymentState.RAISED:
        approve_payment(payment, by=make_finance(Role.FINANCE_APPROVER))
    if state in (PaymentState.SENT, PaymentState.PAID):
        export_run(make_run([payment], by=payment.raised_by), by=payment.raised_by)
    if state == PaymentState.PAID:
        payment.refresh_from_db()
        mark_paid(payment, on=timezone.localdate(), by=payment.raised_by)
    payment.refresh_from_db()
    return payment


def make_award(
    round_: Round | None = None,
    *,
    lead: User | None = None,
    amount: Decimal | int = 1000,
    milestones: list[int] | None = None,
    state: str = AwardState.ACTIVE,
    **fields: Any,
) -> Award:
    """An award offered by its decision and, unless `state` is offered, accepted by `lead`, so live.

    `milestones` are their amounts in pounds; one with all of it by default.
    """
    lead = lead or make_user()
    organisation = fields.pop("organisation", None) or make_organisation(lead)
    plan = [
        {"title": f"Step {number}", "due": f"{next_year()}-{number:02d}-01", "amount": str(pounds)}
        for number, pounds in enumerate(milestones or [], 1)
    ]
    fields = {"state": ApplicationState.DECIDED, "answers": {"milestones": plan}, **fields}
    application = make_application(round_, organisation, amount=Decimal(amount), **fields)
    decision = make_decision(application, state=DecisionState.RELEASED)
    award = offer_award(decision, by=make_user(Role.FUND_MANAGER))
    if state == AwardState.ACTIVE:
        accept_award(award, name=lead.full_name, by=lead)
    return award


def make_met_milestone(award: Award | None = None, number: int = 1) -> Milestone:
    """A milestone whose evidence was sent by the group's lead and accepted by an officer."""
    milestone = (award or make_award()).milestones.get(number=number)
    lead = milestone.award.organisation.memberships.get(role=MemberRole.LEAD).user
    submit_evidence(milestone, words="It is done.", files=[], by=lead)
    meet_milestone(milestone, by=make_user(Role.GRANTS_OFFICER))
    return milestone


def make_past_award(
    round_: Round | None = None,
    *shares: tuple[Area, Decimal | int],
    amount: Decimal | int = 1000,
    paid: Decimal | int = 0,
    **fields: Any,
) -> Award:
    """A grant made before it was entered, completed; all of it helps one new ward by default."""
    number = next(numbers)
    on = fields.pop("awarded_on", date(2018, 4, 1))
    commitment = enter_past_grants(
        [
            PastGrant(
                reference=fields.get("reference", f"PAST-{number}"),
                round=round_ or make_round(allocation=1_000_000),
                organisation=fields.pop("organisation", None) or make_organisation(),
                shares=[(area, Decimal(percent)) for area, percent in shares]
                or [(make_ward(), Decimal(100))],
                amount=Decimal(amount),
                promised_on=on,
                payments=[(on, Decimal(paid))] if paid else [],
            )
        ],
        by=None,
    )[0]
    defaults: dict[str, Any] = {
        "reference": commitment.reference,
        "identifier": f"360G-fund-{commitment.reference}",
        "title": f"Past grant {number}",
        "amount": Decimal(amount),
        "state": AwardState.COMPLETED,
        "awarded_on": on,
    }
    return Award.objects.create(commitment=commitment, **{**defaults, **fields})
