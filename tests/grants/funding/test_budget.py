"""How far a round's money goes, with pots for neighbourhoods."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.funding.allocations import pots_of, spread
from grants.funding.budget import Pots, added, fits, overspill
from tests.factories import make_neighbourhood, make_round, make_ward

pennies = st.integers(min_value=0, max_value=10**9).map(lambda number: Decimal(number) / 100)
places = st.one_of(st.none(), st.integers(min_value=1, max_value=6))
uses = st.dictionaries(places, pennies, max_size=7)


def test_general_pot_carries_what_neighbourhoods_spend_beyond_their_own() -> None:
    pots = Pots(Decimal(100), {1: Decimal(50), 2: Decimal(50)})
    assert fits(pots, {1: Decimal(100), 2: Decimal(100)})
    assert not fits(pots, {1: Decimal("100.01"), 2: Decimal(100)})


def test_money_of_one_neighbourhood_is_never_spent_in_another() -> None:
    pots = Pots(Decimal(0), {1: Decimal(50), 2: Decimal(50)})
    assert not fits(pots, {1: Decimal(51)})
    assert not fits(pots, {None: Decimal(1)})


def test_nothing_fits_where_nothing_is_set_aside() -> None:
    assert fits(Pots(), {})
    assert not fits(Pots(), {None: Decimal("0.01")})


@given(pennies, st.dictionaries(st.integers(min_value=1, max_value=6), pennies), uses)
def test_what_fits_is_never_more_than_the_whole(
    general: Decimal, own: dict[int | None, Decimal], used: dict[int | None, Decimal]
) -> None:
    pots = Pots(general, own)
    if fits(pots, used):
        assert sum(used.values()) <= pots.total


@given(uses, uses)
def test_more_use_never_spills_less(
    first: dict[int | None, Decimal], more: dict[int | None, Decimal]
) -> None:
    pots = Pots(Decimal(5), {1: Decimal(100)})
    assert overspill(pots, added(first, more)) >= overspill(pots, first)


@pytest.mark.django_db
def test_pots_are_read_from_the_allocations_of_a_round() -> None:
    round_ = make_round(allocation=1000)
    place = make_neighbourhood()
    round_.fund.allocations.create(round=round_, area=place, amount=250)
    assert pots_of(round_) == Pots(Decimal(1000), {place.pk: Decimal(250)})


@pytest.mark.django_db
def test_spread_counts_a_ward_for_its_neighbourhood_and_loses_no_penny() -> None:
    place = make_neighbourhood()
    ward, other, lonely = make_ward(parent=place), make_ward(parent=place), make_ward()
    shares = [(ward, Decimal("33.33")), (other, Decimal("33.33")), (lonely, Decimal("33.34"))]
    assert spread(Decimal("100.01"), shares) == {place.pk: Decimal("66.66"), None: Decimal("33.35")}
