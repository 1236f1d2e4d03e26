"""Who may be asked to score what, read at once for a whole panel."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fund.accounts.models import User
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment
from grants.assessment.rules import conflicts_among
from grants.assessment.states import AssessmentState
from grants.funding.models import Round


@dataclass(frozen=True)
class Table:
    """A panel's applications: how many assessors each has, each member's load, who is free for each."""

    applications: list[Application]
    assessors: Counter[int]
    load: Counter[int]
    free: dict[int, list[User]]

    def hardest_first(self) -> list[Application]:
        """Those with the fewest free members first, so that the easy ones do not use them up."""
        return sorted(self.applications, key=lambda one: (len(self.free[one.pk]), one.pk))

    def least_busy(self, application: Application, wanted: int) -> Sequence[User]:
        """At most `wanted` free members, those with the least to do first."""
        by_load = sorted(self.free[application.pk], key=lambda one: (self.load[one.pk], one.pk))
        return by_load[: max(0, wanted)]


def lock_table(round_: Round, members: Iterable[User]) -> Table:
    """The applications with the panel, locked until the transaction ends, so that no tie comes in between."""
    people = list(members)
    under_assessment = Application.objects.filter(round=round_, state=ApplicationState.UNDER_ASSESSMENT)
    rows = list(under_assessment.select_for_update().order_by("pk"))
    asked = list(Assessment.objects.filter(application__in=rows))
    live = [one for one in asked if one.state != AssessmentState.RECUSED]
    taken = {(one.application_id, one.user_id) for one in asked}
    busy_or_tied = taken | conflicts_among(rows, people)
    free = {row.pk: [user for user in people if (row.pk, user.pk) not in busy_or_tied] for row in rows}
    assessors = Counter(one.application_id for one in live)
    return Table(rows, assessors, Counter(one.user_id for one in live), free)
