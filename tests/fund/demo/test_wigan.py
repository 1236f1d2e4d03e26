from typing import Any

import pytest

from fund.common.postcodes import postcode_key
from fund.common.tiles import Tile
from fund.demo.wigan import NEIGHBOURHOODS, POSTCODES, WARDS, load_wigan
from grants.places.lookup import area_for_postcode
from grants.places.models import Area, AreaKind, Postcode


@pytest.fixture
def wigan(db: None) -> None:
    load_wigan()


def test_table_has_the_25_wards_with_their_codes() -> None:
    assert [ward.code for ward in WARDS] == [f"E0{number}" for number in range(5014989, 5015014)]
    assert sum(ward.population for ward in WARDS) == 329_355


def test_no_two_wards_share_a_tile_and_each_touches_another() -> None:
    tiles = {ward.code: Tile([ward.name], "", 0, ward.column, ward.row) for ward in WARDS}
    assert len({(ward.column, ward.row) for ward in WARDS}) == 25
    for code, tile in tiles.items():
        gaps = [
            (tile.centre[0] - other.centre[0]) ** 2 + (tile.centre[1] - other.centre[1]) ** 2
            for theirs, other in tiles.items()
            if theirs != code
        ]
        assert min(gaps) < 80**2, code


def test_every_neighbourhood_has_30_000_to_55_000_people() -> None:
    for code in NEIGHBOURHOODS:
        people = sum(ward.population for ward in WARDS if ward.neighbourhood == code)
        assert 30_000 <= people <= 55_000, code


def test_postcodes_are_keys_and_every_ward_has_some() -> None:
    assert set(POSTCODES) == {ward.code for ward in WARDS}
    keys = [key for rows in POSTCODES.values() for key, _lat, _lon in rows]
    assert keys == [postcode_key(key) for key in keys]
    assert len(keys) == len(set(keys)) == 200


@pytest.mark.usefixtures("wigan")
def test_load_wigan_twice_is_once() -> None:
    def everything() -> list[Any]:
        return [*Area.objects.order_by("pk").values(), *Postcode.objects.order_by("pk").values()]

    before = everything()
    load_wigan()
    assert everything() == before
    assert Area.objects.wards().count() == 25
    assert Area.objects.neighbourhoods().count() == 7
    assert Area.objects.filter(kind=AreaKind.ELSEWHERE).count() == 1


@pytest.mark.usefixtures("wigan")
@pytest.mark.parametrize("text", ["WN2 2AW", "wn22aw", " wn2  2aw "])
def test_area_for_postcode_finds_the_ward(text: str) -> None:
    area = area_for_postcode(text)
    assert area is not None
    assert area.name == "Ince"
    assert area.parent is not None
    assert area.parent.name == "Hindley, Abram and Ince"


@pytest.mark.usefixtures("wigan")
@pytest.mark.parametrize("text", ["", "M1 1AA", "not a postcode", "WN2"])
def test_area_for_postcode_elsewhere_is_none(text: str) -> None:
    assert area_for_postcode(text) is None


@pytest.mark.usefixtures("wigan")
def test_load_wigan_needs_no_more_than_a_few_queries(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        load_wigan()
