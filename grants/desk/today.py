"""What waits for whom today: counts with the address of each list, by role."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from fund.accounts.models import User
from fund.accounts.roles import CASE_ROLES, PANEL_STAFF, Role
from fund.notifications.models import LetterState
from grants.applications.models import Application, Intake, Message, Recording
from grants.awards.models import Award, Milestone
from grants.awards.states import RUNNING, AwardState, MilestoneState
from grants.desk.cases import waiting_counts
from grants.desk.letters import letters_for
from grants.organisations.models import BankAccount, JoinRequest
from grants.organisations.states import BankAccountState
from grants.payments.models import Payment
from grants.payments.states import DEAD_PAYMENTS, PaymentState

MONEY = (Role.FINANCE_OFFICER, Role.FINANCE_APPROVER, Role.FUND_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)
CASES, GRANTS = "/staff/applications/", "/staff/grants/"
PAYMENTS, LETTERS, MESSAGES = "/staff/payments/", "/staff/letters/", "/staff/messages/"
TRANSCRIPTS, TAKEN = "/staff/transcripts/", "/staff/intake/"
REQUESTS = "/staff/groups/requests/"


@dataclass(frozen=True)
class Line:
    """`count` of something that waits, and the list of it. `noun` is its word for one, `many` for more."""

    count: int
    noun: str
    rest: str
    address: str
    many: str = ""

    @property
    def words(self) -> str:
        noun = self.noun if self.count == 1 else self.many or f"{self.noun}s"
        return f"{noun} {self.rest}".strip()


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line] = field(default_factory=list)

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.count]


def today_for(user: User, *, today: date, demonstration: bool) -> list[Group]:
    """The groups of lines that this person's roles bring, empty ones too."""
    found: list[Group] = []
    if user.has_role(*PANEL_STAFF):
        asking = JoinRequest.objects.for_staff(user).count()
        found += [
            Group("Applications", _applications(user, today)),
            Group("Grants", _grants(user, today)),
            Group(
                "Groups", [Line(asking, "person", "to let into a group without a lead", REQUESTS, "people")]
            ),
        ]
    if user.has_role(*MONEY):
        found.append(Group("Payments", _payments(user)))
    if user.has_role(*CASE_ROLES):
        failed = letters_for(user, demonstration=demonstration).filter(state=LetterState.FAILED)
        found.append(
            Group("Letters", [Line(failed.count(), "letter", "not sent", f"{LETTERS}?state=failed")])
        )
    return found


def _applications(user: User, today: date) -> list[Line]:
    words = {
        "check": ("application", "to check"),
        "answered": ("application", "with our question answered"),
        "panel": ("application", "to pass to the panel"),
        "assignment": ("application", "to assign"),
        "late": ("application", "with late scores"),
        "decision": ("application", "to decide"),
        "release": ("decision", "to agree or release"),
    }
    waiting = waiting_counts(user, today=today)
    return [
        Line(waiting[name], noun, rest, f"{CASES}?waiting={name}") for name, (noun, rest) in words.items()
    ] + [
        Line(_untyped(user), "recording", "without a transcript", TRANSCRIPTS),
        Line(_to_confirm(user), "application", "taken by phone or on paper, to be confirmed", TAKEN),
        Line(_messages(user), "message", "from a group", MESSAGES),
    ]


def _untyped(user: User) -> int:
    cases = Application.objects.for_staff(user)
    return Recording.objects.without_transcript().filter(application__in=cases).count()


def _to_confirm(user: User) -> int:
    return Intake.objects.visible_to(user).waiting().count()


def _messages(user: User) -> int:
    threads = Application.objects.talking_with(user).counting()
    return Message.objects.unread().filter(application__in=threads).count()


def _grants(user: User, today: date) -> list[Line]:
    awards = Award.objects.for_staff(user)
    milestones = Milestone.objects.filter(award__in=awards.filter(state__in=RUNNING))
    offered = awards.filter(state=AwardState.OFFERED)
    sent = milestones.filter(state=MilestoneState.EVIDENCE_SUBMITTED)
    overdue = milestones.filter(state=MilestoneState.PLANNED, due_on__lt=today)
    return [
        Line(offered.count(), "offer", "not accepted yet", f"{GRANTS}?state=offered"),
        Line(sent.count(), "milestone", "with evidence to look at", f"{GRANTS}?waiting=evidence"),
        Line(overdue.count(), "milestone", "overdue", f"{GRANTS}?waiting=overdue"),
    ]


def _payments(user: User) -> list[Line]:
    payments = Payment.objects.for_staff(user)
    accounts = BankAccount.objects.filter(state=BankAccountState.SUBMITTED)
    mine_to_approve = payments.filter(state=PaymentState.RAISED).exclude(raised_by=user)
    approved = payments.filter(state=PaymentState.APPROVED, run=None)
    return [
        Line(accounts.count(), "bank account", "to verify", f"{PAYMENTS}#verify"),
        Line(_unpaid(user).count(), "payment", "to raise", f"{PAYMENTS}#raise"),
        Line(mine_to_approve.count(), "payment", "to approve", f"{PAYMENTS}#approve"),
        Line(approved.count(), "payment", "to send to the bank", f"{PAYMENTS}#send"),
    ]


def _unpaid(user: User) -> QuerySet[Milestone]:
    """Milestones that were met, or waived, and that no living payment pays."""
    living = Payment.objects.filter(milestone=OuterRef("pk")).exclude(state__in=DEAD_PAYMENTS)
    reached = Q(state__in=[MilestoneState.MET, MilestoneState.WAIVED], amount__gt=0)
    return Milestone.objects.filter(
        reached, ~Q(Exists(living)), award__in=Award.objects.for_staff(user).filter(state=AwardState.ACTIVE)
    )
