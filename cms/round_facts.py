"""What a round's page says, read from its row: who, how much, how it is judged, what happens next."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Case, QuerySet, When

from fund.common.dates import format_day, format_deadline
from fund.common.money import ZERO, format_money
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.models import Award
from grants.funding.models import Allocation, Criterion, Round
from grants.funding.states import RoundState
from grants.ledger.models import LedgerEntry
from grants.places.models import Area


@dataclass(frozen=True)
class Weighed:
    """A criterion with its true weight: its part of the sum of all weights."""

    criterion: Criterion
    percent: Decimal

    @property
    def percent_words(self) -> str:
        return f"{self.percent.quantize(Decimal('0.1')).normalize():f}%"


@dataclass(frozen=True)
class LastTime:
    """How a decided round went. `applied` is 0 where its applications are not held here."""

    round: Round
    applied: int
    awarded: int
    promised: Decimal


@dataclass(frozen=True)
class RoundFacts:
    criteria: list[Weighed]
    areas: list[Area]
    groups: list[str]
    set_aside: Decimal
    set_aside_for: list[Allocation]
    next_steps: list[tuple[str, str]]
    last_time: LastTime | None
    outcome: LastTime | None


def read_facts(round_: Round, now: datetime, *, compare_with: int | None = None) -> RoundFacts:
    """The facts of `round_`, in a fixed number of queries."""
    allocations = list(round_.allocations.select_related("area"))
    state = round_.state_at(now)
    over = state in (RoundState.DECIDED, RoundState.ARCHIVED)
    steps = _next_steps(round_)
    return RoundFacts(
        criteria=_weigh(list(round_.criteria.all())),
        areas=list(round_.eligible_areas.all()),
        groups=round_.eligible_form_names,
        set_aside=sum((allocation.amount for allocation in allocations), ZERO),
        set_aside_for=[allocation for allocation in allocations if allocation.area_id],
        next_steps=[] if over else steps[1:] if state == RoundState.CLOSED else steps,
        last_time=None if over else _last_time(round_, compare_with),
        outcome=_how_it_went(round_) if over else None,
    )


def _weigh(criteria: list[Criterion]) -> list[Weighed]:
    whole = sum(criterion.weight for criterion in criteria)
    return [Weighed(criterion, Decimal(criterion.weight) * 100 / whole) for criterion in criteria]


def _next_steps(round_: Round) -> list[tuple[str, str]]:
    closes = f"by {format_deadline(round_.closes_at)}" if round_.closes_at else "whenever you are ready"
    hear = f"You hear by {format_day(round_.decision_on)}" if round_.decision_on else "You hear from us"
    people = round_.assessors_needed
    return [
        ("You send your application", f"Send it {closes}. You get a receipt at once, with a copy."),
        (
            "We check it",
            "An officer reads it. If something is missing, we ask you, and you can send it again.",
        ),
        (
            "The panel scores it",
            f"At least {people} {'person' if people == 1 else 'people'} from the panel score it against what "
            "is on this page. Anyone with a tie to your group stands aside.",
        ),
        (hear, "You are told what was decided and why, in plain words."),
        (
            "The money is paid in steps",
            "You agree what will be done by when. We pay as each step is reached.",
        ),
    ]


def _last_time(round_: Round, compare_with: int | None) -> LastTime | None:
    """The round that its page names, or else the latest of the fund that gave amounts like these."""
    earlier: QuerySet[Round] = Round.objects.counting().exclude(pk=round_.pk)
    if compare_with:
        earlier = earlier.filter(pk=compare_with)
    else:
        earlier = earlier.filter(
            fund=round_.fund_id, closes_at__lte=round_.opens_at, decided_at__isnull=False
        )
        earlier = earlier.filter(least__lt=round_.most, most__gt=round_.least)
    alike = Case(When(least=round_.least, most=round_.most, then=0), default=1)
    last = earlier.order_by(alike, "-closes_at", "-pk").first()
    return _how_it_went(last) if last else None


def _how_it_went(round_: Round) -> LastTime:
    sent = Application.objects.filter(round=round_, submitted_at__isnull=False)
    return LastTime(
        round=round_,
        applied=sent.exclude(state=ApplicationState.WITHDRAWN).count(),
        awarded=Award.objects.public().filter(commitment__round=round_).count(),
        promised=LedgerEntry.objects.promised().filter(commitment__round=round_).total(),
    )


def format_range(round_: Round) -> str:
    """`Up to £2,000`, or `£2,001 to £60,000`."""
    most = format_money(round_.most)
    return f"{format_money(round_.least)} to {most}" if round_.least > ZERO else f"Up to {most}"
