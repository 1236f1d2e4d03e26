"""The ranking of a panel's applications against the money that is left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from fund.accounts.models import User
from fund.common.money import ZERO
from grants.applications.models import Application
from grants.assessment.models import ON_THE_TABLE, Assessment, Decision, Panel
from grants.assessment.scoring import Mark, mean, score, spread
from grants.assessment.spending import Budget, budget_from, spread_over, unreleased_awards
from grants.assessment.states import OPEN_STATES, AssessmentState, DecisionState
from grants.funding.allocations import pots_of
from grants.funding.budget import ByNeighbourhood, added, fits
from grants.funding.models import Criterion
from grants.ledger.balances import promised_by_neighbourhood

# Scores out of 100 that stand out on the portfolio: at least HIGH, or under LOW. They decide nothing.
HIGH, LOW = Decimal(70), Decimal(40)


@dataclass(frozen=True)
class Dot:
    """One assessor's score out of 100. `tone` is `high`, `low` or empty, for the eye only."""

    score: Decimal
    tone: str


@dataclass
class Row:
    """One application in the ranking.

    `running` is what is promised with this and all above it. It is None once its decision is released.
    """

    application: Application
    decision: Decision | None
    neighbourhoods: list[str]
    dots: list[Dot]
    mean: Decimal | None
    spread: Decimal | None
    asked_to_score: int
    hidden: bool
    rank: int | None = None
    running: Decimal | None = None
    below: bool = False

    @property
    def asked(self) -> Decimal:
        return self.application.amount or ZERO

    @property
    def is_released(self) -> bool:
        return self.decision is not None and self.decision.state == DecisionState.RELEASED

    @property
    def cost(self) -> Decimal:
        """What it takes from the money left: the award decided, or what is asked while undecided."""
        if self.decision is None:
            return self.asked
        return self.decision.amount or ZERO


@dataclass
class Ranking:
    """`cut` is how many rows stand above the line where the money runs out; None where it never does."""

    rows: list[Row] = field(default_factory=list)
    budget: Budget = field(default_factory=lambda: Budget(ZERO, ZERO, ZERO, ZERO))
    cut: int | None = None
    at_the_line: Decimal = ZERO

    @property
    def left_at_the_line(self) -> Decimal:
        return self.budget.allocated - self.at_the_line

    @property
    def percent_decided(self) -> Decimal:
        """For the meter: never past its end."""
        return _percent(self.budget.spoken_for, self.budget.allocated, Decimal(100))

    @property
    def percent_undiscussed(self) -> Decimal:
        return _percent(self.undiscussed, self.budget.allocated, 100 - self.percent_decided)

    @property
    def undiscussed(self) -> Decimal:
        """What is asked above the line by applications that nothing is decided about. Pounds."""
        return sum((row.cost for row in self.rows if row.decision is None and not row.below), ZERO)


def ranking(panel: Panel, *, to: User | None = None) -> Ranking:
    """All applications on the panel's table, best first, as `to` may see them; None sees all.

    Applications that `to` has a tie to are left out; scores of those `to` has yet to score are hidden.
    Costs the same number of queries whatever the rows.
    """
    round_ = panel.round
    criteria = list(round_.criteria.all())
    pots, promised = pots_of(round_), promised_by_neighbourhood(round_)
    found = Ranking(budget=budget_from(pots, promised, unreleased_awards(round_)))
    found.rows = [_row(application, criteria, to) for application in _on_the_table(panel, to)]
    found.rows.sort(key=lambda row: (row.mean is None, -(row.mean or ZERO), row.application.reference))
    _number(found.rows)
    used: ByNeighbourhood = promised
    found.at_the_line = found.budget.promised
    for place, row in enumerate(found.rows):
        if row.is_released:
            continue
        used = added(used, spread_over(row.application, row.cost))
        row.running = sum(used.values(), ZERO)
        if found.cut is None and not fits(pots, used):
            found.cut = place
        row.below = found.cut is not None
        if not row.below:
            found.at_the_line = row.running
    return found


def mean_of(application: Application) -> Decimal | None:
    """The mean of the scores that were sent for one application."""
    criteria = list(application.round.criteria.all())
    sent = application.assessments.counted().prefetch_related("scores")
    return mean([marks_of(assessment, criteria) for assessment in sent])


def marks_of(assessment: Assessment, criteria: Sequence[Criterion]) -> list[Mark]:
    """The marks of one assessment. Reads its prefetched `scores`."""
    by_key = {criterion.pk: criterion for criterion in criteria}
    return [
        Mark(by_key[one.criterion_id].weight, by_key[one.criterion_id].top, one.value)
        for one in assessment.scores.all()
        if one.criterion_id in by_key
    ]


def table_of(panel: Panel, *, to: User | None) -> QuerySet[Application]:
    """The applications on a panel's table, less those that `to` has a tie to."""
    rows = Application.objects.filter(round=panel.round, state__in=ON_THE_TABLE)
    if to is not None:
        rows = rows.without_conflicts_of(to)
    return rows.select_related("organisation", "decision")


def _on_the_table(panel: Panel, to: User | None) -> list[Application]:
    live = Assessment.objects.live().prefetch_related("scores")
    return list(
        table_of(panel, to=to).prefetch_related(
            "shares__area__parent", Prefetch("assessments", queryset=live, to_attr="live")
        )
    )


def _row(application: Application, criteria: list[Criterion], to: User | None) -> Row:
    live: list[Assessment] = application.live  # type: ignore[attr-defined]
    hidden = to is not None and any(one.user_id == to.pk and one.state in OPEN_STATES for one in live)
    sent = [one for one in live if one.state == AssessmentState.SUBMITTED and not hidden]
    marks = [marks_of(one, criteria) for one in sent]
    places = [share.area.parent or share.area for share in application.shares.all()]
    scores = [found for found in map(score, marks) if found is not None]
    return Row(
        application=application,
        decision=getattr(application, "decision", None),
        neighbourhoods=list(dict.fromkeys(place.name for place in places)),
        dots=[Dot(one, "high" if one >= HIGH else "low" if one < LOW else "") for one in scores],
        mean=mean(marks),
        spread=spread(marks),
        asked_to_score=len(live),
        hidden=hidden,
    )


def _number(rows: list[Row]) -> None:
    """Rank by the mean as shown: those with the same mean share a rank."""
    last: Row | None = None
    for place, row in enumerate(rows, start=1):
        if row.mean is None:
            continue
        row.rank = last.rank if last and last.mean == row.mean else place
        last = row


def _percent(part: Decimal, whole: Decimal, most: Decimal) -> Decimal:
    return min(100 * part / whole, most) if whole else ZERO
