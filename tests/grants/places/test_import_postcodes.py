import csv
import json
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fund.audit.models import Event
from fund.demo.wigan import load_wigan
from grants.places.actions import PostcodeLoad
from grants.places.lookup import area_for_postcode
from grants.places.models import Postcode
from grants.places.national_grid import from_national_grid
from tests.shared_data import shared

pytestmark = pytest.mark.django_db
HEADINGS = "pcds,osward,oslaua,lat,long,doterm\n"


def put(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "postcodes.csv"
    path.write_bytes(content.encode(encoding))
    return path


def test_real_postcodes_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    load_wigan()
    path = shared("places", "wigan_postcodes_2014_with_2023_wards.csv")
    call_command("import_postcodes", path)
    before = list(Postcode.objects.order_by("key").values())
    events = Event.objects.count()
    call_command("import_postcodes", path)
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .startswith("Postcodes: 0 new, 0 changed, 7,624 the same as before.")
    )
    assert list(Postcode.objects.order_by("key").values()) == before
    assert Event.objects.count() == events == 25
    area = area_for_postcode("WN7 5RJ")
    assert area is not None
    assert area.name == "Leigh West"


def test_real_directory_extract() -> None:
    load_wigan()
    Postcode.objects.all().delete()
    call_command("import_postcodes", shared("places", "onspd_derived_real_extract_wn7.csv"))
    assert set(Postcode.objects.values_list("area__name", flat=True)) == {
        "Hindley Green",
        "Leigh South",
        "Leigh West",
    }
    assert Postcode.objects.filter(latitude=None).count() == 0


def test_ended_postcode_of_the_directory() -> None:
    call_command("import_postcodes", shared("places", "onspd_header_2023.csv"))
    row = Postcode.objects.get()
    assert (row.key, row.ward_code, row.ended) == ("AB10AA", "S13002843", True)
    assert (row.latitude, row.longitude) == (Decimal("57.101474"), Decimal("-2.242851"))


def test_statistical_directory_layout(tmp_path: Path) -> None:
    rows = json.loads(shared("places", "nspl_postcode_sample.json").read_text())
    path = tmp_path / "nspl.csv"
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(
            stream, [name for name in rows[0] if name != "location"], extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
    call_command("import_postcodes", path)
    assert Postcode.objects.count() == len({row["pcd"].replace(" ", "") for row in rows})
    row = Postcode.objects.get(key="EX364AT")
    assert (row.ward_code, row.latitude, row.ended) == ("E05012435", Decimal("51.014670"), False)


def test_code_point_has_no_headings(tmp_path: Path) -> None:
    load_wigan()
    line = '"WN7 5ZZ",10,365478,401234,"E92000001","E19000001","E18000002","","E08000010","E05015003"\n'
    call_command("import_postcodes", put(tmp_path, line + line.replace("5ZZ", "5ZY")))
    row = Postcode.objects.get(key="WN75ZZ")
    assert row.area is not None
    assert row.area.name == "Leigh West"
    assert row.latitude is not None
    assert float(row.latitude) == pytest.approx(53.5068, abs=0.001)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = HEADINGS.replace("doterm", "doterm,name") + "WN7 5RJ,E05015003,E08000010,53.5,-2.5,,Café\n"
    call_command("import_postcodes", put(tmp_path, text, encoding))
    assert Postcode.objects.get().pk == "WN75RJ"


def test_only_what_is_wanted(tmp_path: Path) -> None:
    load_wigan()
    Postcode.objects.all().delete()
    text = (
        HEADINGS
        + "WN7 5RJ,E05015003,E08000010,53.5,-2.5,\n"
        + "WN7 5RK,E05000000,E08000010,53.5,-2.5,\n"
        + "M1 1AA,E05000001,E08000003,53.5,-2.5,\n"
    )
    call_command("import_postcodes", put(tmp_path, text), "--only-areas")
    assert list(Postcode.objects.values_list("pk", flat=True)) == ["WN75RJ"]
    call_command("import_postcodes", put(tmp_path, text), "--district=E08000010")
    assert Postcode.objects.count() == 2


def test_a_changed_row_is_changed_and_the_rest_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "WN7 5RJ,E1,E08000010,53.5,-2.5,\nWN7 5RK,E1,E08000010,99.999999,0.000000,\n"
    call_command("import_postcodes", put(tmp_path, HEADINGS + rows))
    assert Postcode.objects.get(pk="WN75RK").latitude is None
    call_command(
        "import_postcodes", put(tmp_path, HEADINGS + rows.replace("53.5,-2.5,", "53.5,-2.5,202401", 1))
    )
    assert "0 new, 1 changed, 1 the same as before" in capsys.readouterr().out
    assert Postcode.objects.get(pk="WN75RJ").ended


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            HEADINGS + "WN7 5RJ,E1,L1,53.5,-2.5,\nNOT ONE,E1,L1,53.5,-2.5,\n",
            "Row 3: “NOT ONE” isn't a postcode.",
        ),
        (HEADINGS + "WN7 5RJ,E1,L1,north,-2.5,\n", "Row 2: its position isn't made of numbers."),
        (HEADINGS + "WN7 5RJ,E1,L1\n", "Row 2: it has 3 cells where 6 are named."),
        (HEADINGS, "No postcode of this file is wanted."),
        ("name,amount\nx,1\n", "no column of postcodes"),
        ("pcds,lat,long\nWN7 5RJ,1,2\n", "no column of ward codes"),
        ("WN7 5RJ,10,3\n", "no headings"),
        ('{"a": 1}', "This is a JSON file"),
        ("", "The file is empty."),
    ],
)
def test_wrong_files_end_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("import_postcodes", put(tmp_path, content))
    assert words in str(stopped.value) + capsys.readouterr().err
    assert Postcode.objects.count() == 0


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows read are dropped batch by batch; only the writing is left out here, to be quick."""

    def lines(count: int) -> Iterator[str]:
        yield HEADINGS
        for number in range(count):
            yield f"WN{number // 1000 % 99} {number % 9}A{chr(65 + number % 26)},E1,L1,53.5,-2.5,\n"

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        with path.open("w") as stream:
            stream.writelines(lines(count))
        tracemalloc.start()
        call_command("import_postcodes", path)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    def add(loading: Any, rows: list[Any]) -> None:
        loading.tally.new += len(rows)

    monkeypatch.setattr(PostcodeLoad, "add", add)
    peak(1_000)
    assert peak(90_000) < peak(30_000) + 5_000_000


def test_national_grid_agrees_with_the_published_example() -> None:
    """The Ordnance Survey's worked example, within the transformation's five metres."""
    latitude, longitude = from_national_grid(651409.903, 313177.270)
    assert latitude == pytest.approx(52.658, abs=0.0001)
    assert longitude == pytest.approx(1.71605, abs=0.0001)
