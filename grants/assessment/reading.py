"""What an assessor's screens show, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fund.accounts.models import User
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment, Panel, Score
from grants.assessment.portfolio import marks_of
from grants.assessment.scoring import counts_for, score
from grants.assessment.states import AssessmentState
from grants.funding.models import Criterion


@dataclass(frozen=True)
class Line:
    """One criterion of a sheet with its score, if it has one, and the words of that score."""

    criterion: Criterion
    number: int
    percent: Decimal
    score: Score | None

    @property
    def words(self) -> str:
        if self.score is None or self.score.value is None:
            return ""
        return dict(self.criterion.levels).get(self.score.value, "")


@dataclass(frozen=True)
class Sheet:
    """One assessor's scores for one application, and what they come to out of 100."""

    assessment: Assessment
    lines: list[Line]
    total: Decimal | None


@dataclass
class MyPanel:
    """One panel as a member sees it."""

    panel: Panel
    waiting: list[Assessment] = field(default_factory=list)
    sent: list[Sheet] = field(default_factory=list)

    @property
    def all(self) -> int:
        return len(self.waiting) + len(self.sent)


def one_sheet(assessment: Assessment, criteria: Sequence[Criterion] | None = None) -> Sheet:
    """Give `criteria` where several sheets of one round are read."""
    criteria = list(assessment.application.round.criteria.all()) if criteria is None else criteria
    scores = {row.criterion_id: row for row in assessment.scores.all()}
    weights = [criterion.weight for criterion in criteria]
    lines = [
        Line(criterion, number, counts_for(criterion.weight, weights), scores.get(criterion.pk))
        for number, criterion in enumerate(criteria, start=1)
    ]
    return Sheet(assessment, lines, score(marks_of(assessment, criteria)))


def my_panels(user: User) -> list[MyPanel]:
    """The panels this person sits on, newest first, with what they were asked to score."""
    panels = Panel.objects.filter(seats__user=user).select_related("round")
    mine = {panel.round_id: MyPanel(panel) for panel in panels}
    rows = Assessment.objects.visible_to(user).on_the_table().with_application()
    for row in rows.prefetch_related("scores", "application__round__criteria"):
        held = mine[row.application.round_id]
        if row.state == AssessmentState.SUBMITTED:
            held.sent.append(one_sheet(row))
        elif row.application.state == ApplicationState.UNDER_ASSESSMENT:
            held.waiting.append(row)
    return list(mine.values())


def panel_of(assessment: Assessment) -> Panel:
    return assessment.application.round.panel


def still_to_score(assessment: Assessment) -> list[Assessment]:
    """The other applications of the same round that this person has yet to send scores for."""
    rows = Assessment.objects.visible_to(assessment.user).to_score().select_related("application")
    return list(rows.filter(application__round=assessment.application.round).exclude(pk=assessment.pk))
