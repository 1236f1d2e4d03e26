"""The order of the tables of places, chosen by the links in their headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from grants.places.models import AreaKind
from grants.reports.figures import Place

_HEADINGS = {
    "name": "Place",
    "promised": "Awarded",
    "per_capita": "A head",
    "paid": "Paid",
    "grants": "Grants",
}


@dataclass(frozen=True)
class SortLink:
    """A heading: `query` is where its link leads, `aria` how the table is sorted by it now."""

    title: str
    query: str
    aria: str
    is_number: bool


def sort_places(places: Sequence[Place], by: str) -> list[Place]:
    """`by` is a column, with a minus for most first; nonsense sorts by name. Elsewhere comes last."""
    column = by.removeprefix("-")
    if column not in _HEADINGS or column == "name":
        ordered = sorted(places, key=lambda place: place.name, reverse=by == "-name")
    else:
        ordered = sorted(places, key=lambda place: _number(place, column), reverse=by.startswith("-"))
    return sorted(ordered, key=lambda place: place.kind == AreaKind.ELSEWHERE)


def _number(place: Place, column: str) -> Decimal:
    return Decimal(getattr(place, column) or 0)


def sort_links(params: QueryDict) -> list[SortLink]:
    """The headings of the tables. A second press turns the order round; figures start with the most."""
    now = params.get("sort", "")
    if now.removeprefix("-") not in _HEADINGS:
        now = "name"
    return [_link(column, title, now, params) for column, title in _HEADINGS.items()]


def _link(column: str, title: str, now: str, params: QueryDict) -> SortLink:
    first = column if column == "name" else f"-{column}"
    second = column if first.startswith("-") else f"-{column}"
    kept = params.copy()
    kept["sort"] = second if now == first else first
    aria = "" if now.removeprefix("-") != column else "descending" if now.startswith("-") else "ascending"
    return SortLink(title, kept.urlencode(), aria, column != "name")
