from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fund.demo.wigan import WARDS, load_wigan
from grants.places.models import Area
from tests.factories import make_neighbourhood, make_ward
from tests.shared_data import shared

pytestmark = pytest.mark.django_db


def put(folder: Path, content: str, name: str = "figures.csv") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_real_small_areas_give_the_ward_scores_that_we_ship(capsys: pytest.CaptureFixture[str]) -> None:
    load_wigan()
    shipped = {ward.code: ward for ward in WARDS}
    lookup = shared("places", "wigan_lsoa21_census2021_population.csv")
    for _ in range(2):
        call_command("import_figures", shared("places", "wigan_imd2025_lsoa21.csv"), lookup=lookup)
    assert capsys.readouterr().out.splitlines()[-1] == "Wards: 0 changed, 25 the same as before."
    for area in Area.objects.wards():
        assert area.population == shipped[area.code].population
        assert area.deprivation is not None
        assert abs(area.deprivation - shipped[area.code].deprivation) < 2


def test_real_ward_populations_are_those_that_we_ship() -> None:
    load_wigan()
    Area.objects.wards().update(population=None)
    call_command("import_figures", shared("places", "wigan_ward2023_census2021_population_derived.csv"))
    people = dict(Area.objects.wards().values_list("code", "population"))
    assert people == {ward.code: ward.population for ward in WARDS}


def test_real_figures_by_name_of_the_ward() -> None:
    load_wigan()
    Area.objects.wards().update(deprivation=None)
    call_command("import_figures", shared("places", "wigan_ward2023_imd2025_summary_derived.csv"))
    scores = dict(Area.objects.wards().values_list("code", "deprivation"))
    assert scores == {ward.code: ward.deprivation for ward in WARDS}


def test_small_areas_are_summed_and_their_mean_is_weighted_by_people(tmp_path: Path) -> None:
    neighbourhood = make_neighbourhood()
    make_ward(code="E1", parent=neighbourhood)
    text = "lsoa21_code,ward_code,population,imd_score\nL1,E1,100,10\nL2,E1,300.0,30\nL3,E9,50,1\n"
    call_command("import_figures", put(tmp_path, text))
    for area in Area.objects.all():
        assert (area.population, area.deprivation) == (400, Decimal("25.00"))


def test_a_mean_without_people_counts_each_small_area_once(tmp_path: Path) -> None:
    make_ward(code="E1", population=7)
    lookup = put(tmp_path, "lsoa21_code,ward_code\nL1,E1\nL2,E1\n", "lookup.csv")
    call_command("import_figures", put(tmp_path, "lsoa21_code,imd_score\nL1,10\nL2,30\n"), lookup=lookup)
    area = Area.objects.get()
    assert (area.population, area.deprivation) == (7, Decimal("20.00"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("ward_code,population\nE1,many\n", "Row 2: its population, “many”, isn't a number."),
        ("ward_code,population\nE1,1_000\n", "Row 2: its population, “1_000”, isn't a number."),
        ('ward_code,imd_score\nE1,"20,5"\n', "Row 2: its deprivation, “20,5”, isn't a number."),
        ("ward_code,population\nE1,-5\n", "Row 2: its population, “-5”, can't be right."),
        ("ward_code,population\nE1,5\nE1,6\n", "Row 3: E1 stands in the file already."),
        ("ward_code,population\n,5\n", "Row 2: it names no area."),
        ("ward_code,population\nE7,5\n", "None of the 1 rows is about an area of ours."),
        ("ward_code,people\nE1,5\n", "no column of population or deprivation"),
        ("lsoa21_code,imd_score\nL1,5\n", "Say which ward each is in"),
        ("population\n5\n", "no column of ward codes"),
        ("ward_code,population\n", "no rows under its headings"),
    ],
)
def test_wrong_files_end_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    make_ward(code="E1")
    with pytest.raises(CommandError) as stopped:
        call_command("import_figures", put(tmp_path, content))
    assert words in str(stopped.value) + capsys.readouterr().err
    assert Area.objects.get().population is None


def test_no_wards_yet_ends_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There are no wards yet"):
        call_command("import_figures", put(tmp_path, "ward_code,population\nE1,5\n"))
