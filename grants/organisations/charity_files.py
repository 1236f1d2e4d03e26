"""The public extract of the register of charities: JSON or tab-separated text, read row by row."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from fund.common.errors import Refused
from fund.common.json_text import JsonText
from fund.common.plain_words import one_line
from fund.common.spreadsheets import read_encoding
from grants.organisations.states import CharityStatus

NEEDED = (
    "organisation_number",
    "registered_charity_number",
    "linked_charity_number",
    "charity_name",
    "charity_registration_status",
)
_LARGEST = Decimal("9999999999.99")
_STATUSES = {"registered": CharityStatus.REGISTERED, "removed": CharityStatus.REMOVED}


@dataclass(frozen=True)
class CharityRow:
    """One charity as it is kept. The names are those of the model's fields."""

    organisation_number: int
    number: str
    name: str
    status: str
    registered_on: date | None = None
    removed_on: date | None = None
    reporting: str = ""
    latest_income: Decimal | None = None
    accounts_year_end: date | None = None


COLUMNS = tuple(field.name for field in fields(CharityRow))


@dataclass(frozen=True)
class CharityFile:
    """`about` is how many rows there are, where that is known before reading."""

    path: Path
    encoding: str
    is_json: bool
    about: int | None
    notices: list[str]

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(where it stands, in words; column to value)."""
        yield from _json_rows(self) if self.is_json else _text_rows(self)


def open_register(path: Path) -> CharityFile:
    """Told apart by what is in it. Refuses what can't be the register."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise Refused("The file is empty.")
    if start.startswith(b"PK"):
        raise Refused("This is a zip file. Unpack it, and give the file that is in it.")
    encoding, lines, notices = read_encoding(path)
    with path.open(encoding=encoding) as text:
        is_json = text.read(200).lstrip()[:1] in ("[", "{")
    return CharityFile(path, encoding, is_json, None if is_json else lines, notices)


def read_charity(row: dict[str, Any]) -> CharityRow:
    """One row of the file as we keep it. Raises Refused with what is wrong with it."""
    number = _whole(row, "registered_charity_number")
    linked = _whole(row, "linked_charity_number", empty=0)
    status = _STATUSES.get(_text(row, "charity_registration_status").lower())
    if status is None:
        raise Refused(f"“{_text(row, 'charity_registration_status')[:40]}” is no status that we know")
    name = _text(row, "charity_name")
    if not name:
        raise Refused("it has no name")
    return CharityRow(
        organisation_number=_whole(row, "organisation_number"),
        number=f"{number}-{linked}" if linked else str(number),
        name=name[:500],
        status=status.value,
        registered_on=_day(row, "date_of_registration"),
        removed_on=_day(row, "date_of_removal"),
        reporting=_text(row, "charity_reporting_status")[:100],
        latest_income=_pounds(row, "latest_income"),
        accounts_year_end=_day(row, "latest_acc_fin_period_end_date"),
    )


def _json_rows(file: CharityFile) -> Iterator[tuple[str, dict[str, Any]]]:
    with file.path.open(encoding=file.encoding) as opened:
        text = JsonText(opened)
        if text.peek() != "[":
            raise Refused("This isn't the register of charities, which is a list.")
        for number, item in enumerate(text.items(), 1):
            if number == 1 or not isinstance(item, dict):
                _check_columns(item if isinstance(item, dict) else {})
            yield f"Charity {number:,}", item
        if text.peek():
            raise text.broken(text.at)


def _text_rows(file: CharityFile) -> Iterator[tuple[str, dict[str, Any]]]:
    """Tabs between the cells, and nothing is quoted: a quotation mark is part of a name."""
    with file.path.open(encoding=file.encoding, newline="") as opened:
        reader = csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        headings = [cell.strip().strip('"') for cell in next(reader, [])]
        _check_columns(dict.fromkeys(headings))
        for number, cells in enumerate(reader, 2):
            if not any(cells):
                continue
            if len(cells) != len(headings):
                raise Refused(f"Row {number:,} has {len(cells)} cells under {len(headings)} headings.")
            yield f"Row {number:,}", dict(zip(headings, cells, strict=True))


def _check_columns(row: dict[str, Any]) -> None:
    missing = next((name for name in NEEDED if name not in row), None)
    if missing:
        raise Refused(
            f"This isn't the register of charities: it has no “{missing}”. "
            "Give the table that is called publicextract.charity."
        )


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if isinstance(value, list | dict):
        raise Refused(f"its {name.replace('_', ' ')} is a list where a single value belongs")
    return "" if value is None else one_line(str(value))


def _whole(row: dict[str, Any], name: str, *, empty: int | None = None) -> int:
    text = _text(row, name)
    if not text and empty is not None:
        return empty
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Refused(f"“{text[:40]}” is no {name.replace('_', ' ')}")
    return int(text)


def _day(row: dict[str, Any], name: str) -> date | None:
    text = _text(row, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Refused(f"“{text[:40]}” is no date ({name.replace('_', ' ')})") from None


def _pounds(row: dict[str, Any], name: str) -> Decimal | None:
    text = _text(row, name)
    if not text:
        return None
    try:
        amount = Decimal(text)
        if amount.is_finite() and abs(amount) <= _LARGEST:
            return amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        pass
    raise Refused(f"“{text[:40]}” is no sum of money ({name.replace('_', ' ')})")
