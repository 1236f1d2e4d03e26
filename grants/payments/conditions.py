"""The conditions that money waits for, checked and said in plain words. Nothing here asks who is asking."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from fund.common.dates import format_deadline
from fund.common.money import ZERO, format_money
from grants.awards.models import Award, Milestone, Requirement
from grants.awards.states import AwardState, MilestoneState, RequirementState
from grants.ledger.balances import by_commitment
from grants.ledger.states import Account
from grants.organisations.models import BankAccount
from grants.organisations.states import BankAccountState
from grants.payments.models import Payment
from grants.payments.states import DEAD_PAYMENTS, ON_THE_WAY

PAYABLE = (MilestoneState.MET, MilestoneState.WAIVED)


@dataclass
class Facts:
    """All that decides whether one milestone may be paid. Pounds."""

    milestone: Milestone
    account: BankAccount | None = None
    newer_account: BankAccount | None = None
    open_requirements: list[Requirement] = field(default_factory=list)
    living: Payment | None = None
    promised: Decimal = ZERO
    paid: Decimal = ZERO
    on_the_way: Decimal = ZERO

    @property
    def award(self) -> Award:
        return self.milestone.award


def gather(milestones: Iterable[Milestone]) -> list[Facts]:
    """The facts of many milestones in a fixed number of queries. Give them with their awards selected."""
    rows = list(milestones)
    awards = {row.award_id: row.award for row in rows}
    commitments = [award.commitment_id for award in awards.values()]
    promised = by_commitment(Account.PROMISED, commitments)
    paid = by_commitment(Account.PAID, commitments)
    accounts = _accounts({award.organisation.pk for award in awards.values()})
    requirements = _open_requirements(awards)
    payments = _living_payments(awards)
    found = []
    for row in rows:
        verified, newer = accounts.get(row.award.organisation.pk, (None, None))
        mine = [payment for payment in payments if payment.award_id == row.award_id]
        found.append(
            Facts(
                milestone=row,
                account=verified,
                newer_account=newer,
                open_requirements=[
                    each
                    for each in requirements
                    if each.award_id == row.award_id and each.milestone_id in (None, row.pk)
                ],
                living=next((each for each in mine if each.milestone_id == row.pk), None),
                promised=promised.get(row.award.commitment_id, ZERO),
                paid=paid.get(row.award.commitment_id, ZERO),
                on_the_way=sum((each.amount for each in mine if each.state in ON_THE_WAY), ZERO),
            )
        )
    return found


def what_is_missing(facts: Facts, *, paying: Payment | None = None, now: datetime | None = None) -> list[str]:
    """Why this milestone cannot be paid; empty when it can. `paying` is the payment being looked at again."""
    found = [*_about_award(facts), *_about_account(facts, paying, now or timezone.now())]
    found += [f"A requirement is still open: {each.text}" for each in facts.open_requirements]
    if paying is None and facts.living is not None:
        found.append(f"Payment {facts.living} of it is “{facts.living.get_state_display()}” already.")
    asked = facts.milestone.amount if paying is None else paying.amount
    others = facts.on_the_way - (paying.amount if paying is not None else ZERO)
    if asked <= ZERO:
        found.append("There is no money for this milestone.")
    elif paying is None and facts.living is not None:
        return found
    elif facts.paid + others + asked > facts.promised:
        already = format_money(facts.paid + others)
        found.append(
            f"{already} of {format_money(facts.promised)} is paid or on its way, so this is too much."
        )
    return found


def _about_award(facts: Facts) -> list[str]:
    found = []
    if facts.award.state != AwardState.ACTIVE:
        found.append(f"The grant is “{facts.award.get_state_display()}”, not live.")
    if facts.milestone.state not in PAYABLE:
        found.append(f"The milestone is “{facts.milestone.get_state_display()}”, not met.")
    return found


def _about_account(facts: Facts, paying: Payment | None, now: datetime) -> list[str]:
    account, newer = facts.account, facts.newer_account
    if newer is not None and newer.state == BankAccountState.BLOCKED:
        return [f"The group's bank account ending {newer.ending} is blocked."]
    if newer is not None:
        return [f"The bank account ending {newer.ending} has not been verified yet."]
    if account is None:
        return ["The group has given no bank account."]
    if account.usable_from is None or account.usable_from > now:
        when = format_deadline(account.usable_from) if account.usable_from else "later"
        return [f"The bank account ending {account.ending} is new and can be paid into from {when}."]
    if paying is not None and paying.bank_account_id != account.pk:
        return ["The group's bank account has changed since this was raised. Cancel it and raise it again."]
    return []


def _accounts(organisations: set[int]) -> dict[int, tuple[BankAccount | None, BankAccount | None]]:
    """For each organisation: its verified account, and a newer one that stands in the way."""
    rows = BankAccount.objects.filter(organisation__in=organisations).exclude(
        state=BankAccountState.SUPERSEDED
    )
    found: dict[int, tuple[BankAccount | None, BankAccount | None]] = {}
    for row in rows.order_by("pk"):
        verified, newer = found.get(row.organisation_id, (None, None))
        if row.state == BankAccountState.VERIFIED:
            verified, newer = row, None
        else:
            newer = row
        found[row.organisation_id] = (verified, newer)
    return found


def _open_requirements(awards: Iterable[int]) -> list[Requirement]:
    rows = Requirement.objects.filter(award__in=list(awards), gates_payment=True, state=RequirementState.OPEN)
    return list(rows)


def _living_payments(awards: Iterable[int]) -> list[Payment]:
    return list(Payment.objects.filter(award__in=list(awards)).exclude(state__in=DEAD_PAYMENTS))
