"""How far a panel has got: by member and by application, as one person of the staff may see it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from fund.accounts.models import User
from grants.applications.models import Application, Conflict
from grants.assessment.models import Assessment, Panel
from grants.assessment.portfolio import table_of
from grants.assessment.states import AssessmentState


@dataclass(frozen=True)
class MemberProgress:
    user: User
    is_chair: bool
    asked: int
    sent: int

    @property
    def left(self) -> int:
        return self.asked - self.sent


@dataclass(frozen=True)
class CaseProgress:
    """One application with the assessors who are asked to score it."""

    application: Application
    assessments: list[Assessment]
    needed: int

    @property
    def sent(self) -> int:
        return sum(one.state == AssessmentState.SUBMITTED for one in self.assessments)

    @property
    def is_short(self) -> bool:
        return len(self.assessments) < self.needed


@dataclass(frozen=True)
class Progress:
    members: list[MemberProgress]
    cases: list[CaseProgress]
    conflicts: list[Conflict]

    @property
    def short(self) -> int:
        return sum(case.is_short for case in self.cases)


def progress_of(panel: Panel, *, to: User) -> Progress:
    """Nothing about an application that `to` has a tie to is counted or shown. A fixed number of queries."""
    live = Assessment.objects.live().select_related("user")
    rows = table_of(panel, to=to).prefetch_related(
        Prefetch("assessments", queryset=live, to_attr="live"),
        Prefetch("conflicts", queryset=Conflict.objects.select_related("user", "application")),
    )
    applications = list(rows.order_by("reference"))
    cases = [CaseProgress(one, one.live, panel.round.assessors_needed) for one in applications]
    asked = Counter(one.user_id for case in cases for one in case.assessments)
    sent = Counter(
        one.user_id for case in cases for one in case.assessments if one.state == AssessmentState.SUBMITTED
    )
    members = [
        MemberProgress(seat.user, seat.user_id == panel.chair_id, asked[seat.user_id], sent[seat.user_id])
        for seat in panel.seats.select_related("user").order_by("user__full_name")
    ]
    conflicts = [conflict for one in applications for conflict in one.conflicts.all()]
    return Progress(members, cases, conflicts)
