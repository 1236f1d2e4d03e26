"""The ledger's split entries, added up once by area and round.

Everything that the reports show is added up again from these few hundred sums, so that totals by area,
by round and by fund can't disagree. They are remembered for as long as the ledger stays as it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from fund.common.money import PENNY, ZERO
from grants.awards.models import Award
from grants.ledger.models import EntryShare, LedgerEntry
from grants.ledger.states import Account
from grants.places.models import Area

T = TypeVar("T")
_KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True)
class Cell:
    """What was asked of one round, what it promised and what it paid, in one area. Pounds."""

    area: int
    round: int
    promised: Decimal = ZERO
    paid: Decimal = ZERO
    asked: Decimal = ZERO


@dataclass(frozen=True)
class Counts:
    """How many grants the public sees. A grant to two wards of one neighbourhood counts once there."""

    areas: dict[int, int] = field(default_factory=dict)
    neighbourhoods: dict[int, int] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)
    organisations: int = 0

    @property
    def grants(self) -> int:
        return sum(self.rounds.values())


@dataclass(frozen=True)
class Scope:
    """Which part of the ledger: some rounds, or all (None); entries of one calendar year, or of all.

    `whole_funds` is false where some rounds of a fund are left out, so that what is left of it is unknown.
    """

    rounds: frozenset[int] | None = None
    year: int | None = None
    whole_funds: bool = True

    @property
    def name(self) -> str:
        rounds = "all" if self.rounds is None else "-".join(map(str, sorted(self.rounds))) or "none"
        return f"{rounds}:{self.year or 'all'}"


def ledger_version() -> str:
    """What changes with every entry. Entries are only ever added, so the last one and their number tell."""
    last = LedgerEntry.objects.order_by("-pk").values_list("pk", "at").first()
    return f"{LedgerEntry.objects.count()}:{last[0]}:{last[1].timestamp()}" if last else "empty"


def places_version(areas: Iterable[Area]) -> str:
    """What changes when a ward moves to another neighbourhood, which no entry of the ledger tells."""
    pairs = sorted((area.pk, area.parent_id or 0) for area in areas)
    return blake2b(repr(pairs).encode(), digest_size=8).hexdigest()


def read_cells(scope: Scope, version: str) -> list[Cell]:
    """The sums of the scope, by area and round."""
    rows = _remembered(f"reports:cells:{scope.year or 'all'}:{version}", lambda: _add_up(scope.year))
    sums: dict[tuple[int, int], list[Decimal]] = {}
    for area, round_, account, pence in rows:
        if scope.rounds is None or round_ in scope.rounds:
            pair = sums.setdefault((area, round_), [ZERO, ZERO])
            pair[account == Account.PAID] = pence * PENNY
    return [Cell(area, round_, promised, paid) for (area, round_), (promised, paid) in sums.items()]


def read_counts(scope: Scope, version: str) -> Counts:
    """The grants of the scope; a year is the year in which they were awarded.

    `version` is that of the ledger and of the places: a grant counts once in a neighbourhood.
    """
    return _remembered(f"reports:counts:{scope.name}:{version}", lambda: _count(scope))


def _add_up(year: int | None) -> list[tuple[int, int, str, int]]:
    rows = EntryShare.objects.order_by()
    if year:
        rows = rows.filter(entry__on__year=year)
    sums = rows.values_list("area_id", "entry__commitment__round_id", "entry__account").annotate(
        total=Sum("amount")
    )
    # SQLite adds in floating point: the nearest penny is the sum.
    return [(area, round_, account, round(total / PENNY)) for area, round_, account, total in sums]


def _count(scope: Scope) -> Counts:
    rows = Award.objects.public().order_by()
    if scope.year:
        rows = rows.filter(awarded_on__year=scope.year)
    if scope.rounds is not None:
        rows = rows.filter(commitment__round__in=scope.rounds)
    area = "commitment__shares__area"
    return Counts(
        areas=_by(rows, area),
        neighbourhoods=_by(rows.annotate(place=Coalesce(f"{area}__parent", area)), "place"),
        rounds=_by(rows, "commitment__round"),
        organisations=rows.aggregate(n=Count("commitment__organisation", distinct=True))["n"],
    )


def _by(rows: QuerySet[Award], name: str) -> dict[int, int]:
    counted = rows.values_list(name).annotate(n=Count("pk", distinct=True))
    return {key: number for key, number in counted if key is not None}


def _remembered(key: str, make: Callable[[], T]) -> T:
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, _KEPT_FOR)
    return found
