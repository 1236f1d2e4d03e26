import io
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund.common.errors import Refused
from fund.common.spreadsheets import csv_lines, escape, open_book, read_rows, write_xlsx

WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=30
)
TABLES = st.lists(st.tuples(WORDS, WORDS), max_size=6)
COLUMNS = ["first", "second"]


def put(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path


def sentence(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.sentence


def stripped(rows: Sequence[tuple[str, ...]], change: Callable[[str], str]) -> list[dict[str, str]]:
    cells = [[change(cell).strip() for cell in row] for row in rows]
    return [dict(zip(COLUMNS, row, strict=True)) for row in cells if any(row)]


@given(rows=TABLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_csv_round_trip(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(csv_lines(COLUMNS, rows))
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row for _number, row in read_rows(path)] == stripped(rows, escape)


@given(rows=TABLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_xlsx_round_trip(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "table.xlsx"
    with path.open("wb") as stream:
        write_xlsx(stream, COLUMNS, rows)
    assert [row for _number, row in read_rows(path)] == stripped(rows, str)


@given(rows=TABLES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_encodings_with_a_mark_are_read(tmp_path: Path, rows: list[tuple[str, str]], encoding: str) -> None:
    path = put(tmp_path / "table.csv", "".join(csv_lines(COLUMNS, rows)), encoding)
    book = open_book(path)
    assert book.notices == []
    assert [row for _number, row in book.sheets[0].rows()] == stripped(rows, escape)


def test_windows_1252_is_read_with_a_notice(tmp_path: Path) -> None:
    path = put(tmp_path / "table.csv", "name,amount\nCafé “Owt”,£5\n", "cp1252")
    notices: list[str] = []
    assert list(read_rows(path, notice=notices.append)) == [(2, {"name": "Café “Owt”", "amount": "£5"})]
    assert len(notices) == 1
    assert "Windows-1252" in notices[0]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@sum", "\tx", "\rx"])
def test_text_that_looks_like_a_formula_is_escaped(text: str) -> None:
    assert list(csv_lines(["a"], [[text]]))[1].strip('"\r\n').startswith("'")


def test_numbers_are_not_escaped() -> None:
    assert list(csv_lines(["a", "b", "c"], [[Decimal("-5.00"), date(2026, 1, 2), None]])) == [
        "a,b,c\r\n",
        "-5.00,2026-01-02,\r\n",
    ]


def test_xlsx_keeps_numbers_and_days(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_xlsx(stream, ["amount", "day", "words"], [[Decimal("1000.10"), date(2026, 1, 2), "=cmd()"]])
    path = put(tmp_path / "table.xlsx", stream.getvalue())
    assert list(read_rows(path)) == [(2, {"amount": "1000.1", "day": "2026-01-02", "words": "=cmd()"})]


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = put(tmp_path / "table.csv", 'a,b\n1,"two\nlines"\n\n3,4\n')
    assert list(read_rows(path)) == [(2, {"a": "1", "b": "two\nlines"}), (4, {"a": "3", "b": "4"})]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    path = put(tmp_path / "table.csv", f"a{delimiter}b\n1,5{delimiter}2\n")
    assert list(read_rows(path)) == [(2, {"a": "1,5", "b": "2"})]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 not really", "isn't a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "isn't a text file"),
        (b"a\n\x81\x8d\xff\n", "letters can't be read"),
        (b"a,a\n1,2\n", "Two columns have the heading “a”"),
        (b"a,b\n1,2,3\n", "Row 2 has more cells"),
        (b'\xef\xbb\xbf{"a": 1}', "This is a JSON file"),
        (b"\xff\xfea", "letters can't be read"),
    ],
)
def test_what_is_not_a_table_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = put(tmp_path / "table", content)
    assert words in sentence(lambda: list(read_rows(path)))


@pytest.mark.parametrize("rows", [[], [["", ""], ["a", "b"], [1, 2]]])
def test_workbook_without_headings_in_its_first_row_is_refused(tmp_path: Path, rows: list[list[Any]]) -> None:
    path = tmp_path / "table.xlsx"
    with closing(xlsxwriter.Workbook(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    assert sentence(lambda: list(read_rows(path))) == (
        "No sheet has headings in its first row. Put them there and try again."
    )
