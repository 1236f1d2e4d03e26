"""Population and deprivation of wards, from files of wards or of the small areas (LSOA) within them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from fund.common.errors import Refused, RowsRefused
from fund.common.money import bare_amount
from fund.common.spreadsheets import Row, read_rows
from grants.places.columns import (
    AREA_CODE,
    AREA_NAME,
    DEPRIVATION,
    POPULATION,
    SMALL_AREA_CODE,
    WARD_CODE,
    find,
)
from grants.places.models import Area

Reader = Callable[[int, dict[str, str]], list["Line"]]
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """The figures that one row gives for one ward, named by its code or, failing that, its name.

    `weight` is how many people the score counts for, whether or not the file itself says it.
    """

    number: int
    ward: str
    people: Decimal | None
    score: Decimal | None
    weight: Decimal | None


def read_figures(path: Path, lookup: Path | None, notice: Callable[[str], None]) -> tuple[list[Line], bool]:
    """The lines of the file, and whether wards come in parts. `lookup` names the ward of each part."""
    rows = list(read_rows(path, notice=notice))
    if not rows:
        raise Refused("The file has no rows under its headings.")
    headings = rows[0][1]
    people, score = find(headings, POPULATION), find(headings, DEPRIVATION)
    if not people and not score:
        raise Refused("The file has no column of population or deprivation.")
    small, ward = find(headings, SMALL_AREA_CODE), find(headings, WARD_CODE)
    if small and not ward:
        if lookup is None:
            raise Refused("The file is of small areas (LSOA). Say which ward each is in: --lookup FILE.csv.")
        return _collect(rows, _from_lookup(small, people, score, _read_lookup(lookup))), True
    place = ward or find(headings, AREA_CODE) or find(headings, AREA_NAME)
    if not place:
        raise Refused("The file has no column of ward codes.")

    def read(number: int, row: dict[str, str]) -> list[Line]:
        return [_line(number, row, row[place], people, score)]

    return _collect(rows, read), bool(small)


def _collect(rows: list[Row], read: Reader) -> list[Line]:
    lines: list[Line] = []
    wrong: list[str] = []
    for number, row in rows:
        try:
            lines += read(number, row)
        except Refused as refused:
            wrong.append(f"Row {number}: {refused.sentence}")
    if wrong:
        raise RowsRefused("The file has rows that can't be read.", wrong)
    return lines


def _line(number: int, row: Mapping[str, str], ward: str, people: str | None, score: str | None) -> Line:
    if not ward:
        raise Refused("it names no area.")
    count = _number(row[people], "population", Decimal(10_000_000)) if people else None
    mean = _number(row[score], "deprivation", Decimal(1000)) if score else None
    return Line(number, ward, count, mean, count)


def _number(text: str, what: str, most: Decimal) -> Decimal | None:
    bare = bare_amount(text)
    if not bare:
        return None
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,6})?", bare):
        raise Refused(f"its {what}, “{text[:20]}”, isn't a number.")
    number = Decimal(bare)
    if not 0 <= number <= most:
        raise Refused(f"its {what}, “{text[:20]}”, can't be right.")
    return number


def _read_lookup(path: Path) -> dict[str, tuple[str, Decimal | None]]:
    """Small area to its ward and, where the file says so, its people."""
    found: dict[str, tuple[str, Decimal | None]] = {}
    for number, row in read_rows(path):
        small, ward, people = find(row, SMALL_AREA_CODE), find(row, WARD_CODE), find(row, POPULATION)
        if not small or not ward:
            raise Refused("The lookup needs a column of small areas (LSOA) and one of ward codes.")
        line = _line(number, row, row[ward], people, None)
        found[row[small]] = (line.ward, line.people)
    return found


def _from_lookup(
    small: str, people: str | None, score: str | None, lookup: Mapping[str, tuple[str, Decimal | None]]
) -> Reader:
    def read(number: int, row: dict[str, str]) -> list[Line]:
        if row[small] not in lookup:
            return []
        ward, known = lookup[row[small]]
        line = _line(number, row, ward, people, score)
        return [replace(line, weight=line.people or known)]

    return read


def by_ward(lines: list[Line], wards: list[Area], *, in_parts: bool) -> dict[int, dict[str, int | Decimal]]:
    """What to set for each ward: people summed, deprivation the mean weighted by people where known.

    Lines of other places are left out. A file of whole wards may name each only once.
    """
    names = {ward.name.casefold(): ward.pk for ward in wards}
    keys = {**names, **{ward.code.casefold(): ward.pk for ward in wards}}
    grouped: dict[int, list[Line]] = {}
    for line in lines:
        if pk := keys.get(line.ward.casefold()):
            grouped.setdefault(pk, []).append(line)
    if not grouped:
        raise Refused(f"None of the {len(lines):,} rows is about an area of ours.")
    twice = [found[1] for found in grouped.values() if len(found) > 1]
    if twice and not in_parts:
        rows = [f"Row {line.number}: {line.ward} stands in the file already." for line in twice]
        raise RowsRefused("The file names areas more than once.", rows)
    return {pk: dict(_sum_up(found)) for pk, found in grouped.items()}


def _sum_up(lines: list[Line]) -> Iterator[tuple[str, int | Decimal]]:
    people = [line.people for line in lines if line.people is not None]
    if len(people) == len(lines):
        yield "population", int(sum(people, Decimal(0)).to_integral_value())
    scores = [(line.score, line.weight) for line in lines if line.score is not None]
    if not scores or len(scores) < len(lines):
        return
    weights = [weight for _score, weight in scores if weight]
    if len(weights) < len(scores):
        weights = [Decimal(1)] * len(scores)
    total = sum((score * weight for (score, _), weight in zip(scores, weights, strict=True)), Decimal(0))
    yield "deprivation", (total / sum(weights)).quantize(HUNDREDTH)
