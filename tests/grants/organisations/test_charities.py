"""The register of charities: loaded whole or not at all, and set beside what groups say."""

import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from fund.accounts.roles import Role
from grants.organisations.actions.charities import load_charities
from grants.organisations.charity_check import standing_of
from grants.organisations.models import Charity
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
GROWERS = {
    "date_of_extract": "2026-11-20T00:00:00",
    "organisation_number": 4001,
    "registered_charity_number": 1109047,
    "linked_charity_number": 0,
    "charity_name": 'THE "GREEN" GROWERS',
    "charity_registration_status": "Registered",
    "date_of_registration": "1990-05-03T00:00:00",
    "date_of_removal": None,
    "charity_reporting_status": "Submission Received",
    "latest_acc_fin_period_end_date": "2026-03-31T00:00:00",
    "latest_income": 24000.5,
    "latest_expenditure": 20000.0,
    "charity_contact_email": "somebody@example.org",
}
BRANCH = {**GROWERS, "organisation_number": 4002, "linked_charity_number": 1, "charity_name": "A BRANCH"}
GONE = {
    **GROWERS,
    "organisation_number": 4003,
    "registered_charity_number": 500123,
    "charity_name": "OLD HALL",
    "charity_registration_status": "Removed",
    "date_of_removal": "2019-05-03T00:00:00",
}
TODAY = date(2026, 11, 23)


def write(folder: Path, rows: Any, *, text: bool = False) -> Path:
    path = folder / ("publicextract.charity.txt" if text else "publicextract.charity.json")
    if text:
        names = list(rows[0])
        lines = [names, *[["" if row[name] is None else str(row[name]) for name in names] for row in rows]]
        path.write_text("\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")
    else:
        path.write_text(json.dumps(rows), encoding="utf-8-sig")
    return path


def load(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_charities", path, stdout=out, **options)
    return out.getvalue()


def refused(path: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_charities", path, stdout=StringIO(), stderr=err)
    assert not Charity.objects.exists()
    return f"{caught.value} {err.getvalue()}"


@pytest.mark.parametrize("text", [False, True])
def test_either_form_of_the_extract_gives_the_same_charities(text: bool, tmp_path: Path) -> None:
    assert "3 new" in load(write(tmp_path, [GROWERS, BRANCH, GONE], text=text))
    first = Charity.objects.get(organisation_number=4001)
    assert (first.number, first.name, first.status) == ("1109047", 'THE "GREEN" GROWERS', "registered")
    assert (first.registered_on, first.removed_on) == (date(1990, 5, 3), None)
    assert (first.latest_income, first.accounts_year_end) == (Decimal("24000.50"), date(2026, 3, 31))
    assert [row.number for row in Charity.objects.all()] == ["1109047", "1109047-1", "500123"]
    assert Charity.objects.get(number="500123").removed_on == date(2019, 5, 3)


def test_same_file_twice_changes_nothing_and_a_newer_one_changes_what_differs(tmp_path: Path) -> None:
    load(write(tmp_path, [GROWERS, GONE]))
    before = list(Charity.objects.values_list())
    assert "0 new, 0 changed, 2 as they were" in load(write(tmp_path, [GROWERS, GONE], text=True))
    assert list(Charity.objects.values_list()) == before
    newer = {**GROWERS, "latest_income": 9}
    assert "1 new, 1 changed, 0 as they were" in load(write(tmp_path, [newer, BRANCH]))
    assert Charity.objects.get(organisation_number=4001).pk == before[0][0]
    assert Charity.objects.count() == 3


def test_names_keep_what_can_be_seen(tmp_path: Path) -> None:
    load(write(tmp_path, [{**GROWERS, "charity_name": "GREEN\u202e\ud800\0 GROWERS"}]))
    assert Charity.objects.get().name == "GREEN GROWERS"


def test_dry_run_keeps_nothing(tmp_path: Path) -> None:
    assert "nothing was kept" in load(write(tmp_path, [GROWERS]), dry_run=True)
    assert not Charity.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"latest_income": "lots"}, "Charity 2: “lots” is no sum of money (latest income)."),
        ({"date_of_registration": "soon"}, "Charity 2: “soon” is no date"),
        ({"charity_registration_status": "Asleep"}, "“Asleep” is no status that we know"),
        ({"organisation_number": "4001"}, "the organisation number 4001 stands in the file twice"),
        ({"registered_charity_number": None}, "is no registered charity number"),
        ({"charity_name": " "}, "it has no name"),
        ({"charity_name": ["x"]}, "its charity name is a list where a single value belongs"),
    ],
)
def test_one_wrong_row_stops_all_of_it(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    words = refused(write(tmp_path, [GROWERS, {**BRANCH, **change}]))
    assert says in words
    assert "Nothing was loaded" in words


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04rest", "This is a zip file"),
        (b"[]", "no charities in it"),
        (b"{}", "which is a list"),
        (b'[{"a": 1}]', "it has no “organisation_number”"),
        (b"[1]", "This isn't the register"),
        (b'[{"organisation_number": 1', "line 1 can't be read"),
        (b"year\tamount\n2020\t5\n", "This isn't the register"),
        (b"\x00\x01\x02\x03", "isn't a text file"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert says in refused(path)


def test_row_that_lost_a_cell_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, [GROWERS, GONE], text=True)
    path.write_text(path.read_text().replace("OLD HALL\t", "OLD HALL"))
    assert "Row 3 has 12 cells under 13 headings" in refused(path)


def test_long_file_needs_little_memory(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str, dict[str, Any]]]:
        for number in range(12_000):
            yield f"Charity {number}", {**GROWERS, "organisation_number": number, "filler": "x" * 2000}

    tracemalloc.start()
    assert load_charities(rows()).added == 12_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24_000_000


# What groups see


def remarks(**facts: Any) -> list[str]:
    group = make_organisation(**{"name": "Green Growers", "charity_number": "1109047", **facts})
    return standing_of(group, today=TODAY).remarks


def test_good_standing_needs_no_words(tmp_path: Path) -> None:
    load(write(tmp_path, [GROWERS]))
    assert remarks() == []
    assert remarks(charity_number="") == []


def test_nothing_is_said_while_no_register_is_loaded() -> None:
    assert remarks() == []


def test_what_does_not_fit_is_said(tmp_path: Path) -> None:
    load(write(tmp_path, [GROWERS, GONE, {**BRANCH, "charity_reporting_status": "Submission Overdue"}]))
    assert remarks(charity_number="999999") == ["No charity in the register has the number 999999. Check it."]
    assert remarks(charity_number="500123") == [
        "The Charity Commission removed this charity from its register on 3 May 2019.",
        "The register calls this charity “OLD HALL”, and the group calls itself “Green Growers”.",
    ]
    assert "late with its return" in remarks(charity_number="1109047-1", name="A Branch")[0]


def test_number_given_twice_means_the_registered_charity(tmp_path: Path) -> None:
    load(write(tmp_path, [{**GONE, "registered_charity_number": 1109047}, GROWERS]))
    assert remarks() == []


@pytest.mark.parametrize(
    ("end", "income", "due"),
    [
        (date(2026, 3, 31), 24000, date(2028, 1, 31)),
        (date(2024, 4, 5), 24000, date(2026, 2, 5)),
        (date(2024, 2, 29), 24000, date(2025, 12, 31)),
        (date(2026, 3, 31), 10000, None),
        (None, 24000, None),
    ],
)
def test_next_accounts_are_due_ten_months_after_the_next_year(
    end: date | None, income: int, due: date | None
) -> None:
    charity = Charity(accounts_year_end=end, latest_income=Decimal(income))
    assert charity.accounts_due_on == due


def test_group_and_officers_see_the_register_and_are_not_stopped(tmp_path: Path, client: Client) -> None:
    load(write(tmp_path, [{**GROWERS, "charity_name": "OTHER NAME"}]))
    lead = make_user()
    group = make_organisation(lead, name="Growers", charity_number="1109047")
    for person, address in (
        (lead, f"/my/groups/{group.slug}/"),
        (make_user(Role.GRANTS_OFFICER), f"/staff/groups/{group.slug}/"),
    ):
        client.force_login(person)
        page = client.get(address).content.decode()
        assert "The register calls this charity “OTHER NAME”" in page
        assert "For the year to 31 March 2026, income £24,000.50" in page
