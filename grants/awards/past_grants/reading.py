"""A file of past grants, whatever its form, as grants in the standard's own shape."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fund.common.errors import Refused
from fund.common.spreadsheets import Sheet, open_book, read_encoding
from grants.awards.past_grants.headings import path_of, put
from grants.awards.past_grants.json_stream import stream_grants

_NEEDED = {
    "id": "Identifier",
    "title": "Title",
    "currency": "Currency",
    "amountAwarded": "Amount Awarded",
    "awardDate": "Award Date",
}


@dataclass(frozen=True)
class Raw:
    """One grant as its file gives it. `where` says where it stands, in words; `number` counts from 1."""

    number: int
    where: str
    grant: Any


@dataclass
class GrantFile:
    """Grants that may be gone through more than once. `about` is how many there are, if that is known."""

    path: Path
    encoding: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def about(self) -> int | None:
        return sum(sheet.lines for sheet in self.sheets) or None

    def grants(self) -> Iterator[Raw]:
        if self.encoding:
            for number, grant in enumerate(stream_grants(self.path, self.encoding), 1):
                yield Raw(number, f"Grant {number:,}", grant)
        else:
            yield from _from_sheets(self.sheets)


def open_grants(path: Path) -> GrantFile:
    """Open a JSON, CSV or XLSX file of grants, told apart by what is in it."""
    with path.open("rb") as file:
        start = file.read(200)
    if not start:
        raise Refused("The file is empty.")
    bare = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").removeprefix(b"\xff\xfe").lstrip()
    if bare.startswith((b"{", b"[")) or path.suffix.lower() == ".json":
        encoding, _lines, notices = read_encoding(path)
        return GrantFile(path, encoding=encoding, notices=notices)
    book = open_book(path)
    return GrantFile(path, sheets=_of_grants(book.sheets), notices=book.notices)


def _columns(sheet: Sheet) -> dict[str, tuple[str | int, ...]]:
    found = {heading: path_of(heading) for heading in sheet.headings}
    return {heading: path for heading, path in found.items() if path}


def _is_main(sheet: Sheet) -> bool:
    """Grants stand in sheets with a title and an amount; other sheets only add to them, by identifier."""
    paths = set(_columns(sheet).values())
    return ("amountAwarded",) in paths or ("title",) in paths


def _of_grants(sheets: list[Sheet]) -> list[Sheet]:
    known = [sheet for sheet in sheets if _columns(sheet)]
    if not known:
        raise Refused(
            "The file has none of the columns of 360Giving, such as “Identifier” or “Amount Awarded”."
        )
    for sheet in [sheet for sheet in known if _is_main(sheet)] or known[:1]:
        paths = _columns(sheet).values()
        missing = [f"“{title}”" for name, title in _NEEDED.items() if (name,) not in paths]
        if missing:
            which = f"The sheet {sheet.name}" if len(sheets) > 1 else "The file"
            raise Refused(f"{which} lacks {'columns' if missing[1:] else 'a column'}: {', '.join(missing)}.")
    return known


def _from_sheets(sheets: list[Sheet]) -> Iterator[Raw]:
    more = _additions([sheet for sheet in sheets if not _is_main(sheet)])
    main = [sheet for sheet in sheets if _is_main(sheet)]
    count = 0
    for sheet in main:
        columns = _columns(sheet)
        for number, row in sheet.rows():
            count += 1
            grant: dict[str, Any] = {}
            for heading, path in columns.items():
                if row[heading]:
                    put(grant, path, row[heading])
            for addition in more.get(str(grant.get("id")), []):
                _add(grant, addition)
            where = f"Row {number:,}" if len(main) == 1 else f"Sheet {sheet.name}, row {number:,}"
            yield Raw(count, where, grant)


def _additions(sheets: list[Sheet]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for sheet in sheets:
        columns = _columns(sheet)
        if ("id",) not in columns.values():
            continue
        for _number, row in sheet.rows():
            part: dict[str, Any] = {}
            for heading, path in columns.items():
                if row[heading]:
                    put(part, path, row[heading])
            found.setdefault(str(part.pop("id", "")), []).append(part)
    return found


def _add(grant: dict[str, Any], addition: dict[str, Any]) -> None:
    """Lists grow by what another sheet adds; what the grant says itself stays."""
    for name, value in addition.items():
        if isinstance(value, list):
            grant[name] = [*(grant.get(name) or []), *value]
        else:
            grant.setdefault(name, value)
