"""The figures as tables for files, and as JSON."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings

from fund.common.spreadsheets import Cell
from grants.reports.figures import Figures, Place, Row

LICENCES = {
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
HEADINGS = ["Shown by", "Code", "Name", "Part of", "Awarded", "Paid", "Grants", "People", "Awarded a head"]
PUBLIC_HEADINGS = [*HEADINGS, "If money followed need", "Licence"]
STAFF_HEADINGS = ["Shown by", "Code", "Name", "Part of", "Asked for", "Awarded", "Paid", "Left", "Grants"]


def licence() -> tuple[str, str]:
    """The name and address of the licence that the data is published under."""
    return LICENCES[settings.OPEN_DATA_LICENCE]


def _lines(figures: Figures) -> Iterator[tuple[str, Row]]:
    for shown_by, rows in (
        ("Neighbourhood", figures.neighbourhoods),
        ("Ward", figures.wards),
        ("Fund", figures.funds),
        ("Round", figures.rounds),
    ):
        yield from ((shown_by, row) for row in rows)


def public_rows(figures: Figures) -> Iterator[list[Cell]]:
    """One row for each line of each table, and the total last."""
    name = licence()[0]
    for shown_by, row in _lines(figures):
        place = row if isinstance(row, Place) else None
        yield [
            shown_by,
            row.key,
            row.name,
            row.part_of,
            row.promised,
            row.paid,
            row.grants,
            place.population if place else None,
            place.per_capita if place else None,
            place.need if place else None,
            name,
        ]
    everyone = [figures.population or None, figures.per_capita, None, name]
    yield ["Total", "", "Everything", "", figures.promised, figures.paid, figures.grants, *everyone]


def staff_rows(figures: Figures) -> Iterator[list[Cell]]:
    """The same lines with what was asked for and what is left."""
    for shown_by, row in _lines(figures):
        money: list[Cell] = [row.asked, row.promised, row.paid, row.left, row.grants]
        yield [shown_by, row.key, row.name, row.part_of, *money]
    totals: list[Cell] = [figures.asked, figures.promised, figures.paid, figures.left, figures.grants]
    yield ["Total", "", "Everything", "", *totals]


def as_json(figures: Figures, filters: dict[str, Any]) -> dict[str, Any]:
    """The public figures as JSON: pounds as numbers."""
    name, address = licence()
    return {
        "title": f"{settings.FUND_NAME}: where the money goes",
        "licence": {"name": name, "url": address},
        "currency": "GBP",
        "filters": filters,
        "total": {
            "awarded": number(figures.promised),
            "paid": number(figures.paid),
            "grants": figures.grants,
            "organisations": figures.organisations,
            "population": figures.population or None,
            "awardedPerHead": number(figures.per_capita),
        },
        "neighbourhoods": [_place(place) for place in figures.neighbourhoods],
        "wards": [_place(place) for place in figures.wards],
        "funds": [_row(row) for row in figures.funds],
        "rounds": [{**_row(row), "fund": row.part_of} for row in figures.rounds],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "code": row.key,
        "name": row.name,
        "awarded": number(row.promised),
        "paid": number(row.paid),
        "grants": row.grants,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        **_row(place),
        "kind": place.kind,
        "neighbourhood": place.part_of or None,
        "population": place.population,
        "deprivation": number(place.deprivation),
        "awardedPerHead": number(place.per_capita),
        "ifMoneyFollowedNeed": number(place.need),
    }


def number(value: Decimal | None) -> int | float | None:
    """A number for JSON, exact to the penny: no sum comes near what a float can't hold."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(round(value, 2))
