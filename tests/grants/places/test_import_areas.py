import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from fund.audit.models import Event
from grants.places.models import Area, Boundary, Postcode
from tests.shared_data import shared

SQUARE = [[[-2.6, 53.5], [-2.5, 53.5], [-2.5, 53.6], [-2.6, 53.6], [-2.6, 53.5]]]
HOLE = [[-2.57, 53.53], [-2.57, 53.57], [-2.53, 53.57], [-2.53, 53.53], [-2.57, 53.53]]
EAST = [[[-2.4, 53.5], [-2.3, 53.5], [-2.3, 53.6], [-2.4, 53.6], [-2.4, 53.5]]]


def feature(code: str = "E05000001", rings: Any = SQUARE, kind: str = "Polygon", **facts: Any) -> Any:
    properties = {"WD23CD": code, "WD23NM": f"Ward {code}", **facts}
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def put(folder: Path, *features: Any, **more: Any) -> Path:
    path = folder / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


@pytest.mark.django_db
def test_real_wards_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    path = shared("places", "wigan_wards2023_generalised.geojson")
    parents = shared("places", "wigan_sdf_to_ward2023_INFERRED.csv")
    call_command("import_areas", path, "--vintage=2023", parent_file=parents)
    before = list(Area.objects.order_by("pk").values())
    events = Event.objects.count()
    call_command("import_areas", path, "--vintage=2023", parent_file=parents)
    assert capsys.readouterr().out.splitlines()[-1] == (
        "25 wards of 2023: 0 new, 0 changed, 25 the same as before."
    )
    assert list(Area.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events == 25
    assert Area.objects.wards().filter(parent=None).count() == 0
    assert Area.objects.neighbourhoods().count() == 7


@pytest.mark.django_db
def test_real_wards_still_meet_after_simplifying() -> None:
    path = shared("places", "wigan_wards2023_generalised.geojson")
    call_command("import_areas", path, "--vintage=2023", "--tolerance=100")
    shapes = [shape(boundary.shape) for boundary in Boundary.objects.all()]
    assert shapely.coverage_is_valid(shapes)
    before = [shape(one["geometry"]) for one in json.loads(path.read_text())["features"]]
    assert sum(map(shapely.get_num_coordinates, shapes)) < sum(map(shapely.get_num_coordinates, before)) * 0.6
    assert sum(one.area for one in shapes) == pytest.approx(sum(one.area for one in before), rel=0.01)


@pytest.mark.django_db
def test_holes_and_several_parts_are_kept(tmp_path: Path) -> None:
    call_command("import_areas", put(tmp_path, feature(rings=[[*SQUARE, HOLE], EAST], kind="MultiPolygon")))
    boundary = Boundary.objects.get(area__code="E05000001").shape
    assert boundary["type"] == "MultiPolygon"
    assert [len(part) for part in boundary["coordinates"]] == [2, 1]


@pytest.mark.django_db
def test_a_shape_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    bow_tie = [[[-2.6, 53.5], [-2.5, 53.6], [-2.5, 53.5], [-2.6, 53.6], [-2.6, 53.5]]]
    call_command("import_areas", put(tmp_path, feature(rings=bow_tie)))
    assert shape(Boundary.objects.get(area__code="E05000001").shape).is_valid


@pytest.mark.django_db
def test_overlapping_areas_are_simplified_one_by_one(tmp_path: Path) -> None:
    call_command("import_areas", put(tmp_path, feature("E1"), feature("E2")))
    assert Area.objects.count() == 2


@pytest.mark.django_db
def test_newer_wards_replace_older_ones_and_take_their_postcodes(tmp_path: Path) -> None:
    call_command("import_areas", put(tmp_path, feature("E1"), feature("E2")))
    Postcode.objects.create(key="WN11AA", ward_code="E1", area=Area.objects.get(code="E1"))
    Postcode.objects.create(key="WN11AB", ward_code="E3")
    newer = [feature("E1"), feature("E3")]
    call_command("import_areas", put(tmp_path, *newer), "--vintage=2026", "--retire-older")
    current = Area.objects.current().order_by("code")
    assert list(current.values_list("code", "vintage")) == [("E1", 2026), ("E3", 2026)]
    assert list(Postcode.objects.order_by("key").values_list("area__code", "area__vintage")) == [
        ("E1", 2026),
        ("E3", 2026),
    ]


@pytest.mark.django_db
def test_a_dry_run_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_areas", put(tmp_path, feature()), "--dry-run")
    assert "1 new" in capsys.readouterr().out
    assert Area.objects.count() == Event.objects.count() == 0


@pytest.mark.django_db
def test_one_district_of_a_larger_file(tmp_path: Path) -> None:
    path = put(tmp_path, feature("E1", LAD23CD="E08000010"), feature("E2", EAST, LAD23CD="E08000009"))
    call_command("import_areas", path, "--district=E08000010")
    assert [area.code for area in Area.objects.all()] == ["E1"]


def metres() -> Any:
    return feature(rings=[[[355000, 405000], [356000, 405000], [356000, 406000], [355000, 405000]]])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("features", "more", "words"),
    [
        ([metres()], {}, "British National Grid"),
        (
            [feature()],
            {"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}},
            "British National Grid",
        ),
        ([feature()], {"crs": {"properties": {"name": "EPSG:3857"}}}, "aren't in longitude and latitude"),
        ([feature(rings=[[[53.5, -2.6], [53.5, -2.5], [53.6, -2.5], [53.5, -2.6]]])], {}, "longitude first"),
        ([feature(), feature()], {}, "stands on more than one feature"),
        ([feature(kind="Point", rings=[-2.6, 53.5])], {}, "isn't a polygon"),
        ([feature(rings=[[[-2.6, "x"], [1, 2]]])], {}, "can't be read"),
        ([feature(rings=[])], {}, "shape is empty"),
        ([feature(WD23CD=None)], {}, "has no code"),
        ([feature(WD23CD=["E05000001"])], {}, "has more in it than letters, digits"),
        ([{"type": "Feature"}, "nonsense"], {}, "has no properties"),
        ([], {}, "no areas in it"),
    ],
)
def test_wrong_areas_end_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], features: list[Any], more: dict[str, Any], words: str
) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("import_areas", put(tmp_path, *features, **more))
    assert words in str(stopped.value) + capsys.readouterr().err
    assert "Nothing was loaded." in str(stopped.value)
    assert Area.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "JSON"),
        (b"a,b\n1,2\n", "JSON"),
        (b'{"type": "Feature"}', "no list of features"),
        (b"[" * 100_000, "JSON"),
        (b"\x89PNG\r\n\x1a\n\0", "isn't a text file"),
    ],
)
def test_files_that_are_not_geojson_end_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "areas.geojson"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("import_areas", path)


def test_a_missing_file_ends_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_areas", tmp_path / "nowhere.geojson")


@pytest.mark.django_db
def test_names_keep_what_can_be_seen(tmp_path: Path) -> None:
    call_command("import_areas", put(tmp_path, feature(WD23NM="Ab\u202eram\n \0East\ud800")))
    assert Area.objects.get().name == "Abram East"
