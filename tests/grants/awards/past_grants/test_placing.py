from decimal import Decimal
from typing import Any

import pytest

from fund.demo.wigan import load_wigan
from grants.awards.past_grants.mapping import read_grant
from grants.awards.past_grants.placing import Gazetteer
from grants.awards.past_grants.reading import Raw
from grants.places.models import Area
from tests.factories import make_ward
from tests.grants.awards.past_grants.grants import grant

pytestmark = pytest.mark.django_db
INCE, HINDLEY, LEIGH = "E05015000", "E05014998", "E05015003"


def placed(*codes: str, org: dict[str, Any] | None = None, **place: Any) -> dict[str, str]:
    """Area name to per cent for a grant to places with these codes, whatever code type they give."""
    places = [{"name": "somewhere", "geoCode": code, "geoCodeType": "LONB", **place} for code in codes]
    recipient = [{"id": "x", "name": "Group", **(org or {})}]
    raw = grant(beneficiaryLocation=places or ([place] if place else None), recipientOrganization=recipient)
    facts = read_grant(Raw(1, "Row 2", raw))
    gazetteer = Gazetteer()
    gazetteer.learn([facts])
    shares = gazetteer.shares_of(facts)
    assert sum(percent for _area, percent in shares) == 100
    return {area.name: str(percent) for area, percent in shares}


@pytest.fixture(autouse=True)
def _wigan() -> None:
    load_wigan()


def test_a_ward_by_its_code_whatever_the_code_type() -> None:
    assert placed(INCE) == {"Ince": "100.00"}
    assert placed(INCE.lower()) == {"Ince": "100.00"}


def test_a_neighbourhood_by_its_code() -> None:
    assert placed("leigh") == {"Leigh": "100.00"}


def test_several_places_get_equal_shares_that_sum_to_100() -> None:
    assert placed(INCE, HINDLEY, LEIGH) == {"Ince": "33.34", "Hindley": "33.33", "Leigh West": "33.33"}


def test_a_place_named_twice_counts_once() -> None:
    assert placed(INCE, INCE, HINDLEY) == {"Ince": "50.00", "Hindley": "50.00"}


def test_places_of_others_count_elsewhere_each_with_its_share() -> None:
    assert placed("E08000009") == {"Elsewhere": "100.00"}
    assert placed(INCE, "E05000001", "E05000002") == {"Ince": "33.33", "Elsewhere": "66.67"}


def test_a_postcode_as_a_code_is_its_ward() -> None:
    assert placed("WN2 2AW") == {"Ince": "100.00"}


def test_the_whole_district_is_where_the_group_is() -> None:
    assert placed("E08000010", org={"postalCode": "WN2 2AW"}) == {"Ince": "100.00"}
    assert placed("E08000010", org={"location": [{"geoCode": HINDLEY}]}) == {"Hindley": "100.00"}
    assert placed("E08000010") == {"Elsewhere": "100.00"}
    assert placed("E08000010", INCE) == {"Ince": "100.00"}


def test_no_place_at_all_is_where_the_group_is() -> None:
    assert placed(org={"postalCode": "WN2 2AW"}) == {"Ince": "100.00"}
    assert placed(org={"postalCode": "M1 1AA"}) == {"Elsewhere": "100.00"}
    assert placed(name="Our street", org={"postalCode": "WN2 2AW"}) == {"Ince": "100.00"}
    assert placed(name="Dublin", countryCode="IE", org={"postalCode": "WN2 2AW"}) == {"Elsewhere": "100.00"}


def test_a_place_of_others_is_not_where_the_group_is() -> None:
    assert placed("E08000009", org={"postalCode": "WN2 2AW"}) == {"Elsewhere": "100.00"}


def test_a_code_of_two_vintages_is_the_one_in_use() -> None:
    Area.objects.filter(code=INCE).update(retired=True)
    newer = make_ward(code=INCE, vintage=2026, name="New Ince")
    assert placed(INCE) == {"New Ince": "100.00"}
    assert newer.vintage == 2026


def test_equal_shares_of_a_penny_are_not_lost() -> None:
    shares = placed(*[f"E050{number}" for number in range(14989, 15014)], "E05000001")
    assert len(shares) == 26
    assert sum(map(Decimal, shares.values())) == 100
