"""Facts of a round, in the words its pages use."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from fund.common.dates import format_date, format_deadline
from fund.common.money import format_money
from grants.forms.limits import Limits
from grants.funding.models import Criterion, Round
from grants.places.models import Area, AreaKind


def eligible_wards(round_: Round) -> QuerySet[Area]:
    """The wards that the round may help: its own, those of its neighbourhoods, or all if it names none."""
    wards = Area.objects.current().wards().order_by("name", "pk")
    named = list(round_.eligible_areas.all())
    if not named:
        return wards
    return wards.filter(Q(pk__in=[area.pk for area in named]) | Q(parent__in=[area.pk for area in named]))


def limits_for(round_: Round, *, with_areas: bool = True) -> Limits:
    """Return what the round allows, for the questions that must keep to it."""
    areas = [(area.code, area.name) for area in eligible_wards(round_)] if with_areas else []
    return Limits(round_.least, round_.most, round_.months, areas)


@dataclass(frozen=True)
class WeighedCriterion:
    """A criterion with its true part of the score, in per cent."""

    criterion: Criterion
    percent: Decimal


def weighed_criteria(round_: Round) -> list[WeighedCriterion]:
    """What is scored, each with the per cent that is counted: its weight over the sum of all weights."""
    criteria = list(round_.criteria.all())
    whole = sum(criterion.weight for criterion in criteria)
    return [
        WeighedCriterion(criterion, (Decimal(100) * criterion.weight / whole).quantize(Decimal("0.1")))
        for criterion in criteria
    ]


@dataclass(frozen=True)
class RoundFacts:
    """Plain sentences about a round, for its page and beside its form."""

    how_much: str
    how_long: str
    who: str
    where: str
    opens: str
    closes: str
    hear_by: str
    criteria: list[WeighedCriterion]


def facts_of(round_: Round) -> RoundFacts:
    """All facts a person needs before starting."""
    names = [area.name for area in round_.eligible_areas.all() if area.kind != AreaKind.ELSEWHERE]
    least = f"{format_money(round_.least)} to " if round_.least else "Up to "
    months = "1 month" if round_.months == 1 else f"{round_.months} months"
    return RoundFacts(
        how_much=f"{least}{format_money(round_.most)}",
        how_long=f"Up to {months}",
        who="; ".join(round_.eligible_form_names) or "Any kind of community group",
        where=", ".join(names) or "Anywhere in the borough",
        opens=format_deadline(round_.opens_at),
        closes=format_deadline(round_.closes_at) if round_.closes_at else "Open all year",
        hear_by=format_date(round_.decision_on) if round_.decision_on else "",
        criteria=weighed_criteria(round_),
    )
