"""The files of the standard's own validator: each is loaded right, or ends in a sentence."""

import pytest
from django.core.management import CommandError

from grants.awards.models import Award
from tests.grants.awards.past_grants.grants import load
from tests.shared_data import shared

pytestmark = pytest.mark.django_db

GOOD = ["fundingproviders-grants_2_grants.xlsx", "fundingproviders-grants_2_grants_cp1252.csv"]
BAD = {
    "RecipientIndDEI.json": "title: it is missing.",
    "badfile_all_validation_errors.json": "award date: “bad date” isn't a date.",
    "badfile_all_validation_errors.xlsx": "amount awarded: “This should be a number” isn't an amount",
    "bom.csv": "The file lacks columns: “Title”, “Amount Awarded”, “Award Date”.",
    "codelist.csv": "none of the columns of 360Giving",
    "decimal_amounts.csv": "The file lacks columns: “Identifier”, “Title”, “Award Date”.",
    "decimal_amounts.json": "7 of 7 grants can't be used.",
    "fundingproviders-grants_broken_grants.json": "it stands in this file already, with other facts.",
    "fundingproviders-grants_fixed_2_grants.json": "it stands in this file already, with other facts.",
    "fundingproviders-grants_malformed.json": "This isn't proper JSON: line 10 can't be read.",
    "nulls.json": "2 of 2 grants can't be used.",
    "oneof.csv": "The file lacks columns",
}


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_loaded(name: str) -> None:
    load(shared("360giving", "fixtures", name))
    assert sorted(Award.objects.values_list("amount", flat=True)) == [152505, 178990]


def test_a_file_in_windows_1252_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    load(shared("360giving", "fixtures", GOOD[1]))
    assert "It was read as Windows-1252" in capsys.readouterr().err


@pytest.mark.parametrize("name", BAD)
def test_bad_files_end_in_a_sentence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError) as stopped:
        load(shared("360giving", "fixtures", name))
    assert BAD[name] in str(stopped.value) + capsys.readouterr().err
    assert str(stopped.value).endswith("Nothing was loaded.")
    assert Award.objects.count() == 0


def test_every_fixture_is_tried() -> None:
    folder = shared("360giving", "fixtures")
    assert {path.name for path in folder.iterdir()} == {*GOOD, *BAD}


def test_what_is_good_in_a_broken_file_is_loaded_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    load(shared("360giving", "fixtures", "fundingproviders-grants_broken_grants.json"), "--skip-bad")
    assert Award.objects.count() == 2
    assert "1 past grant left out, which can't be used." in capsys.readouterr().out
