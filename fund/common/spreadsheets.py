"""Tables in files: CSV and XLSX, read row by row and written row by row, in bounded memory."""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from fund.common.dates import LONDON
from fund.common.errors import Refused

Cell = str | int | Decimal | date | datetime | bool | None
Row = tuple[int, dict[str, str]]

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Sheet:
    """One table: its headings, and its rows as (row number, cells). The headings are row 1 of the file.

    `lines` is about how many rows there are, for a progress bar. `cells` may be gone through more than once.
    """

    name: str
    headings: list[str]
    lines: int
    cells: Callable[[], Iterator[tuple[int, list[str]]]]

    def rows(self) -> Iterator[Row]:
        """(row number, heading to text); empty rows are left out. Refuses cells that no heading names."""
        repeated = {name for name in self.headings if name and self.headings.count(name) > 1}
        if repeated:
            raise Refused(f"Two columns have the heading “{min(repeated)}”. Give each its own.")
        width = len(self.headings)
        for number, cells in self.cells():
            spare = [cell for cell in cells[width:] if cell]
            if spare:
                raise Refused(f"Row {number} has more cells than there are headings: “{spare[0][:40]}”.")
            row = {
                name: cell for name, cell in zip_longest(self.headings, cells[:width], fillvalue="") if name
            }
            if any(row.values()):
                yield number, row


@dataclass
class Book:
    """What a file holds, and what whoever loads it should know, such as a guessed encoding."""

    sheets: list[Sheet]
    notices: list[str] = field(default_factory=list)


def open_book(path: Path) -> Book:
    """The tables of a CSV or XLSX file, told apart by what is in it. Refuses what is neither."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise Refused("The file is empty.")
    if start.startswith(b"PK\x03\x04"):
        sheets = _xlsx_sheets(path)
        if not sheets:
            raise Refused("No sheet has headings in its first row. Put them there and try again.")
        return Book(sheets)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("This is an old Excel file (.xls). Save it as .xlsx or .csv and try again.")
    if start.lstrip(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"["):
        raise Refused("This is a JSON file, not a table. Give a CSV or XLSX file.")
    encoding, lines, notices = read_encoding(path)
    return Book([_csv_sheet(path, encoding, lines)], notices)


def read_rows(path: Path, *, notice: Callable[[str], None] | None = None) -> Iterator[Row]:
    """The rows of the first sheet of a CSV or XLSX file, as (row number, heading to text)."""
    book = open_book(path)
    for sentence in book.notices if notice else []:
        notice(sentence)  # type: ignore[misc]
    yield from book.sheets[0].rows()


def read_encoding(path: Path) -> tuple[str, int, list[str]]:
    """The encoding of a text file, its number of lines, and notices. UTF-8 or UTF-16, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            lines = _count_lines(path, encoding)
        except UnicodeError:
            continue
        words = (
            "This file isn't UTF-8. It was read as Windows-1252: check that names with accents look right."
        )
        return encoding, lines, [words] if encoding == "cp1252" else []
    raise Refused("The file's letters can't be read, so it may be damaged. Save it again: text in UTF-8.")


def _count_lines(path: Path, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            if "\0" in text:
                raise Refused("This isn't a text file. Give a CSV or XLSX file.")
            lines += text.count("\n")
        decoder.decode(b"", final=True)
    return lines


def _csv_sheet(path: Path, encoding: str, lines: int) -> Sheet:
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
    delimiter = max(",;\t|", key=first.count)

    def cells() -> Iterator[tuple[int, list[str]]]:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            number = 0
            while True:
                number += 1
                try:
                    row = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise Refused(f"Row {number} isn't proper CSV: {error}.") from None
                if number > 1:
                    yield number, [cell.strip() for cell in row]

    with path.open(encoding=encoding, newline="") as file:
        try:
            headings = next(csv.reader(file, delimiter=delimiter))
        except (StopIteration, csv.Error):
            raise Refused("The file has no headings.") from None
    return Sheet(path.stem, [name.strip() for name in headings], lines, cells)


def _xlsx_sheets(path: Path) -> list[Sheet]:
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            return [
                sheet
                for name in book.sheetnames
                if hasattr(book[name], "iter_rows") and (sheet := _xlsx_sheet(path, name, book[name]))
            ]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError):
        raise Refused(
            "This isn't a spreadsheet that can be opened. Save it as .xlsx or .csv and try again."
        ) from None


def _xlsx_sheet(path: Path, name: str, opened: Any) -> Sheet | None:
    opened.reset_dimensions()
    headings = next((list(map(cell_text, row)) for row in opened.iter_rows(max_row=1, values_only=True)), [])
    if not any(headings):
        return None

    def cells() -> Iterator[tuple[int, list[str]]]:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            sheet = book[name]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
                yield number, [cell_text(value) for value in row]

    return Sheet(name, headings, 0, cells)


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without a point, moments at midnight as days, the rest as it reads."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        at_midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if at_midnight else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def escape(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _plain(value: Cell) -> str:
    return escape(value) if isinstance(value, str) else cell_text(value)


class _Piece:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """CSV (RFC 4180) line by line, for a response that streams; UTF-8 without a mark is its encoding."""
    write: Callable[[Iterable[str]], Any] = csv.writer(_Piece()).writerow
    yield write(map(escape, headings))
    for row in rows:
        yield write(map(_plain, row))


def write_xlsx(
    stream: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str = "Sheet1"
) -> None:
    """One sheet with bold headings that stay in view. Text is never a formula; rows aren't kept in memory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with closing(xlsxwriter.Workbook(stream, options)) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
        sheet.freeze_panes(1, 0)
        styles = {
            str: book.add_format({"quote_prefix": True}),
            Decimal: book.add_format({"num_format": "#,##0.00"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, _UNWRITABLE.sub("", heading), bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write_cell(sheet, number, column, value, styles)


def _write_cell(sheet: Any, row: int, column: int, value: Cell, styles: dict[type, Any]) -> None:
    if isinstance(value, datetime):
        local = value.astimezone(LONDON) if value.tzinfo else value
        sheet.write_datetime(row, column, local.replace(tzinfo=None), styles[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles[date])
    elif isinstance(value, bool) or value is None or isinstance(value, str):
        text = _UNWRITABLE.sub("", cell_text(value) if not isinstance(value, str) else value)
        if text:
            style = styles[str] if text.startswith(_RISKY) else None
            sheet.write_string(row, column, text[:_LONGEST_CELL], style)
    else:
        sheet.write_number(row, column, value, styles[Decimal] if isinstance(value, Decimal) else None)
