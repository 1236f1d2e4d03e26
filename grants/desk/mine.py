"""What an applicant finds at home: applications with the next step of each, grants, and groups."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from fund.accounts.models import User
from fund.common.dates import format_date, format_deadline
from fund.common.money import format_money
from grants.applications.models import Application
from grants.applications.rules import shown_close
from grants.applications.states import ApplicationState
from grants.assessment.models import Decision
from grants.assessment.states import DecisionState, Outcome
from grants.awards.models import Award, Milestone
from grants.awards.states import AwardState, MilestoneState
from grants.organisations.models import Membership

S = ApplicationState
# A milestone that still asks something of the group, or of us.
AHEAD = (MilestoneState.RETURNED, MilestoneState.PLANNED, MilestoneState.EVIDENCE_SUBMITTED)


@dataclass(frozen=True)
class MyApplication:
    """`words` says where it is; `step` what to do next, and `waits` whether it is the group's turn."""

    application: Application
    words: str
    step: str
    waits: bool = False


@dataclass(frozen=True)
class MyGrant:
    award: Award
    step: str
    waits: bool


def my_applications(user: User, now: datetime) -> list[MyApplication]:
    """One query. What waits for the group comes first, then the newest."""
    rows = Application.objects.of(user).select_related("organisation", "round", "decision").order_by("-pk")
    mine = [_my_application(row, now) for row in rows]
    return sorted(mine, key=lambda row: not row.waits)


def my_grants(user: User) -> list[MyGrant]:
    """Two queries: awards, and their milestones."""
    milestones = Milestone.objects.order_by("number")
    rows = Award.objects.of(user).with_facts().prefetch_related(Prefetch("milestones", queryset=milestones))
    mine = [_my_grant(award) for award in rows]
    return sorted(mine, key=lambda row: not row.waits)


def my_groups(user: User) -> list[Membership]:
    return list(user.memberships.select_related("organisation").order_by("organisation__name", "pk"))


def _my_application(row: Application, now: datetime) -> MyApplication:
    words = row.public_words
    match row.state:
        case S.DRAFT:
            closes = shown_close(row)
            if closes and closes <= now:
                return MyApplication(row, "It was not sent before the close", "What you wrote is kept.")
            step = (
                f"Finish it and send it by {format_deadline(closes)}." if closes else "Finish it and send it."
            )
            return MyApplication(row, words, step, waits=True)
        case S.RETURNED:
            return MyApplication(row, words, "Read our question and answer it.", waits=True)
        case S.SUBMITTED:
            return MyApplication(row, words, "Nothing to do now. We write to you when we have checked it.")
        case S.ELIGIBLE | S.UNDER_ASSESSMENT:
            return MyApplication(row, words, f"Nothing to do now. {_hears_by(row)}")
        case S.DECIDED:
            return _decided(row)
        case S.EXPIRED:
            return MyApplication(row, words, "What you wrote is kept.")
        case S.INELIGIBLE:
            return MyApplication(row, words, "Read why, and what else may fit.")
    return MyApplication(row, words, "")


def _hears_by(row: Application) -> str:
    by = row.round.decision_on
    return f"You hear by {format_date(by)}." if by else "We will write to you."


def _decided(row: Application) -> MyApplication:
    decision: Decision | None = getattr(row, "decision", None)
    if decision is None or decision.state != DecisionState.RELEASED:
        return MyApplication(row, row.public_words, "We will write to you.")
    words, step = {
        Outcome.AWARD: ("You were awarded a grant", "It is under “Your grants”."),
        Outcome.RESERVE: ("On the reserve list", "We will write if money becomes free."),
        Outcome.DECLINE: ("Not funded this time", "Read why."),
    }[Outcome(decision.outcome)]
    return MyApplication(row, words, step)


def _my_grant(award: Award) -> MyGrant:
    if award.state == AwardState.OFFERED:
        by = f" by {format_date(award.accept_by)}" if award.accept_by else ""
        return MyGrant(award, f"Read the offer and accept it{by}.", waits=True)
    if award.state in (AwardState.COMPLETED, AwardState.LAPSED, AwardState.ENDED_EARLY):
        return MyGrant(award, "", waits=False)
    if award.state == AwardState.SUSPENDED:
        return MyGrant(award, "On hold. Your officer will be in touch.", waits=False)
    ahead = [row for row in award.milestones.all() if row.state in AHEAD]
    return _next_milestone(award, ahead)


def _next_milestone(award: Award, ahead: list[Milestone]) -> MyGrant:
    for state in AHEAD:
        for row in ahead:
            if row.state == state:
                name = f"{row.title}, {format_money(row.amount)}"
                if state == MilestoneState.RETURNED:
                    return MyGrant(award, f"We asked something about “{name}”.", waits=True)
                if state == MilestoneState.PLANNED:
                    return MyGrant(award, f"Next: {name}, by {format_date(row.due_on)}.", waits=False)
                return MyGrant(award, f"We are looking at “{name}”.", waits=False)
    return MyGrant(award, "All milestones are met.", waits=False)
