"""The figures as pictures: a map of tiles, and bars against need."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fund.common.money import format_money
from fund.common.tiles import Tile, break_name, scale_of
from grants.reports.figures import Place


@dataclass(frozen=True)
class TileMap:
    """What the tag `tile_map` draws."""

    tiles: list[Tile]
    words: str
    low: str
    high: str


@dataclass(frozen=True)
class Bar:
    """A bar of what a place got against the line of what it needs, both out of a hundred."""

    place: Place
    percent: Decimal
    line: Decimal | None
    label: str


def short_money(amount: Decimal) -> str:
    """`£950`, `£21k`, `£1.2m`: for small spaces."""
    if abs(amount) >= 999_500:
        return f"£{amount / 1_000_000:.1f}m"
    if abs(amount) >= 10_000:
        return f"£{amount / 1000:.0f}k"
    return f"£{amount / 1000:.1f}k" if abs(amount) >= 1000 else f"£{amount:.0f}"


def draw_map(wards: Iterable[Place]) -> TileMap:
    """The wards that have a place on the map, coloured by what was promised to each."""
    placed = [ward for ward in wards if ward.column is not None and ward.row is not None]
    amounts = [float(ward.promised) for ward in placed]
    least, most = min(amounts, default=0), max(amounts, default=0)
    tiles = [
        Tile(
            lines=break_name(ward.map_name),
            value=short_money(ward.promised),
            scale=scale_of(float(ward.promised), least, most),
            column=ward.column or 0,
            row=ward.row or 0,
        )
        for ward in placed
    ]
    return TileMap(
        tiles=tiles,
        words=_say(placed),
        low=short_money(Decimal(least)) if tiles else "",
        high=short_money(Decimal(most)) if tiles else "",
    )


def _say(placed: list[Place]) -> str:
    if not any(ward.promised for ward in placed):
        return "Nothing has been awarded yet. The table on this page has every ward."
    most = max(placed, key=lambda ward: ward.promised)
    least = min(placed, key=lambda ward: ward.promised)
    return (
        f"{most.name} received most, {format_money(most.promised)}; {least.name} least, "
        f"{format_money(least.promised)}. The table on this page has every figure."
    )


def draw_bars(places: Iterable[Place]) -> list[Bar]:
    """A bar for each place, all on one scale."""
    rows = list(places)
    longest = max(
        [row.promised for row in rows] + [row.need or Decimal(0) for row in rows], default=Decimal(0)
    )
    return [_bar(row, longest or Decimal(1)) for row in rows]


def _bar(row: Place, longest: Decimal) -> Bar:
    label = f"{format_money(row.promised)} awarded"
    if row.need is not None:
        label += f"; {format_money(row.need.quantize(Decimal(1)))} if money followed need"
    line = None if row.need is None else row.need * 100 / longest
    return Bar(row, max(row.promised, Decimal(0)) * 100 / longest, line, label)
