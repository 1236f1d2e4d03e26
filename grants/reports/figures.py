"""Where the money goes: what was promised and paid, by place, fund and round, in pounds.

Every total is a sum of the ledger's split entries. "Need" is what a place would get if the same money were
shared out by the number of people who live there times how deprived it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from fund.common.dates import LONDON
from fund.common.money import PENNY, ZERO, split_by_shares
from grants.funding.models import Allocation, Fund, Round
from grants.places.models import Area, AreaKind
from grants.reports.cube import Cell, Counts, Scope, ledger_version, places_version, read_cells, read_counts


@dataclass
class Row:
    """One line of a report. `need` is None where no need is known; `left` where nothing was set aside."""

    key: str
    name: str
    part_of: str = ""
    promised: Decimal = ZERO
    paid: Decimal = ZERO
    grants: int = 0
    asked: Decimal = ZERO
    left: Decimal | None = None

    def add(self, cell: Cell) -> None:
        self.promised += cell.promised
        self.paid += cell.paid
        self.asked += cell.asked


@dataclass
class Place(Row):
    """A line for a ward, a neighbourhood or elsewhere."""

    kind: str = AreaKind.WARD
    population: int | None = None
    deprivation: Decimal | None = None
    need: Decimal | None = None
    map_name: str = ""
    column: int | None = None
    row: int | None = None

    @property
    def per_capita(self) -> Decimal | None:
        """Pounds promised for each person who lives there."""
        return (self.promised / self.population).quantize(PENNY) if self.population else None


@dataclass
class RoundRow(Row):
    """A line for a round; it is part of its fund."""

    set_aside: Decimal = ZERO


@dataclass
class Figures:
    """One report: its lines and its totals."""

    wards: list[Place] = field(default_factory=list)
    neighbourhoods: list[Place] = field(default_factory=list)
    funds: list[Row] = field(default_factory=list)
    rounds: list[RoundRow] = field(default_factory=list)
    promised: Decimal = ZERO
    paid: Decimal = ZERO
    grants: int = 0
    organisations: int = 0
    left: Decimal | None = None
    asked: Decimal = ZERO

    @property
    def population(self) -> int:
        return sum(place.population or 0 for place in self.neighbourhoods)

    @property
    def per_capita(self) -> Decimal | None:
        """Pounds promised to our own places for each person who lives in them."""
        people = self.population
        ours = sum((place.promised for place in self.neighbourhoods if place.population), ZERO)
        return (ours / people).quantize(PENNY) if people else None


def read_figures(scope: Scope | None = None, *, asked: Iterable[Cell] = ()) -> Figures:
    """The figures of `scope`, or of everything, in a fixed number of queries.

    `asked` is what applications asked for, for those who may know.
    """
    scope = scope or Scope()
    version = ledger_version()
    cells = [*read_cells(scope, version), *asked]
    areas = {area.pk: area for area in Area.objects.all()}
    counts = read_counts(scope, f"{version}:{places_version(areas.values())}")
    figures = Figures(
        promised=sum((cell.promised for cell in cells), ZERO),
        paid=sum((cell.paid for cell in cells), ZERO),
        asked=sum((cell.asked for cell in cells), ZERO),
        grants=counts.grants,
        organisations=counts.organisations,
    )
    _fill_places(figures, areas, cells, counts)
    _fill_rounds(figures, cells, counts, scope)
    return figures


def _fill_places(figures: Figures, areas: dict[int, Area], cells: list[Cell], counts: Counts) -> None:
    """Every ward of today has its line, and so has whatever else received money: nothing is nowhere."""
    by_area = _gather(cells, lambda cell: cell.area)
    wards = {
        pk: _ward_line(area, areas)
        for pk, area in areas.items()
        if pk in by_area or (area.kind == AreaKind.WARD and not area.retired)
    }
    parts = {
        pk: _place(area)
        for pk, area in areas.items()
        if area.kind == AreaKind.NEIGHBOURHOOD and not area.retired
    }
    for pk, line in wards.items():
        whole = areas[pk].parent_id or pk
        part = parts.setdefault(whole, _place(areas[whole]))
        line.grants = counts.areas.get(pk, 0)
        for cell in by_area.get(pk, []):
            line.add(cell)
            part.add(cell)
    for pk, part in parts.items():
        part.grants = counts.neighbourhoods.get(pk, 0)
    _take_population_of_wards(parts, areas)
    _share_by_need(wards.values(), figures.promised)
    _share_by_need(parts.values(), figures.promised)
    figures.wards = _in_order(wards.values())
    figures.neighbourhoods = _in_order(parts.values())


def _place(area: Area) -> Place:
    return Place(
        key=area.code,
        name=area.name,
        kind=area.kind,
        population=None if area.retired else area.population,
        deprivation=None if area.retired else area.deprivation,
        map_name=area.map_name,
        column=None if area.retired else area.tile_column,
        row=None if area.retired else area.tile_row,
    )


def _ward_line(area: Area, areas: dict[int, Area]) -> Place:
    """A line of the ward table. Money for a whole neighbourhood has one too, with no people of its own."""
    line = _place(area)
    if area.kind == AreaKind.NEIGHBOURHOOD:
        line.name, line.population, line.deprivation = f"{area.name} (all of it)", None, None
    line.part_of = areas[area.parent_id].name if area.parent_id else ""
    return line


def _take_population_of_wards(parts: dict[int, Place], areas: dict[int, Area]) -> None:
    """A neighbourhood has the people of its wards, and their mean deprivation, weighted by people."""
    for pk, part in parts.items():
        wards = [
            (area.population, area.deprivation)
            for area in areas.values()
            if area.parent_id == pk and not area.retired and area.population and area.deprivation is not None
        ]
        people = sum(population for population, _score in wards)
        if people:
            part.population = people
            part.deprivation = sum((score * number for number, score in wards), ZERO) / people


def _share_by_need(places: Iterable[Place], total: Decimal) -> None:
    """Share out what our own places got: money for elsewhere never could have followed need here."""
    known = [place for place in places if place.population and place.deprivation is not None]
    weights = [Decimal(place.population or 0) * (place.deprivation or ZERO) for place in known]
    ours = sum((place.promised for place in known), ZERO)
    shares = split_by_shares(ours, weights) if sum(weights, ZERO) else []
    for place, share in zip(known, shares, strict=False):
        place.need = share


def _fill_rounds(figures: Figures, cells: list[Cell], counts: Counts, scope: Scope) -> None:
    rounds = (
        Round.objects.counting()
        .select_related("fund")
        .defer("eligibility_questions")
        .order_by("-opens_at", "pk")
    )
    if scope.rounds is not None:
        rounds = rounds.filter(pk__in=scope.rounds)
    set_aside = dict(Allocation.objects.order_by().values_list("round").annotate(total=Sum("amount")))
    by_round = _gather(cells, lambda cell: cell.round)
    funds: dict[int, tuple[Fund, Row]] = {}
    now = timezone.now()
    # What an ended fund did not award is no longer to be had.
    today = now.astimezone(LONDON).date()
    for round_ in rounds:
        if round_.opens_at > now and round_.pk not in by_round:
            continue
        line = RoundRow(
            round_.slug, round_.name, part_of=round_.fund.name, grants=counts.rounds.get(round_.pk, 0)
        )
        line.set_aside = (set_aside.get(round_.pk) or ZERO).quantize(PENNY)
        fund = funds.setdefault(round_.fund_id, (round_.fund, Row(round_.fund.slug, round_.fund.name)))[1]
        fund.grants += line.grants
        for cell in by_round.get(round_.pk, []):
            line.add(cell)
            fund.add(cell)
        counts_left = line.set_aside and not scope.year and round_.fund.ends_on >= today
        line.left = line.set_aside - line.promised if counts_left else None
        figures.rounds.append(line)
    for fund_row, total in funds.values():
        counts_left = scope.whole_funds and not scope.year and fund_row.ends_on >= today
        total.left = fund_row.total - total.promised if counts_left else None
    figures.funds = sorted((total for _fund, total in funds.values()), key=lambda total: total.name)
    lines: list[Row] = [*figures.funds] if scope.whole_funds else [*figures.rounds]
    known = [line.left for line in lines if line.left is not None]
    figures.left = sum(known, ZERO) if known else None


def _gather(cells: list[Cell], key: Callable[[Cell], int]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    for cell in cells:
        found.setdefault(key(cell), []).append(cell)
    return found


def _in_order(places: Iterable[Place]) -> list[Place]:
    """By name, with elsewhere last."""
    return sorted(places, key=lambda place: (place.kind == AreaKind.ELSEWHERE, place.name))
