"""Whatever way the money is added up, it is the ledger's, to the penny."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund.accounts.roles import Role
from fund.common.money import PENNY, ZERO
from grants.applications.models import ApplicationShare
from grants.applications.states import ApplicationState
from grants.awards.states import AwardState
from grants.funding.models import Round
from grants.ledger.actions import promise, release_promise, take_back
from grants.ledger.models import LedgerEntry
from grants.ledger.states import EntryKind
from grants.places.models import Area
from grants.reports.asked import read_asked
from grants.reports.cube import Scope
from grants.reports.drawings import draw_bars, draw_map, short_money
from grants.reports.figures import Figures, read_figures
from tests.factories import (
    make_application,
    make_conflict,
    make_fund,
    make_neighbourhood,
    make_organisation,
    make_past_award,
    make_round,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)
pounds = st.decimals("0.01", "9999.99", places=2)
grant = st.tuples(st.integers(0, 3), st.integers(1, 99), pounds, pounds)


def assert_agrees_with_ledger(figures: Figures) -> None:
    promised = LedgerEntry.objects.promised().total().quantize(PENNY)
    paid = LedgerEntry.objects.paid().total().quantize(PENNY)
    for rows in (figures.wards, figures.neighbourhoods, figures.funds, figures.rounds):
        assert sum((row.promised for row in rows), ZERO) == figures.promised == promised
        assert sum((row.paid for row in rows), ZERO) == figures.paid == paid


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(grant, max_size=6))
def test_totals_agree_whatever_is_granted(db: None, made: list[tuple[int, int, Decimal, Decimal]]) -> None:
    part = make_neighbourhood()
    areas = [make_ward(parent=part), make_ward(), part, Area.objects.elsewhere()]
    other = make_ward(parent=part, retired=True)
    for place, percent, amount, back in made:
        shares = ((areas[place], percent), (other, 100 - percent))
        award = make_past_award(None, *shares, amount=amount, paid=amount)
        if back < amount:
            take_back(award.commitment, back, on=TODAY, by=None)
            release_promise(award.commitment, back, on=TODAY, by=None)
        else:
            promise(award.commitment, back, on=TODAY, by=None, kind=EntryKind.VARIATION)
    assert_agrees_with_ledger(read_figures())


def test_a_hundred_awkward_splits_lose_nothing() -> None:
    wards = [make_ward() for _number in range(3)]
    round_ = make_round(allocation=1_000_000)
    for number in range(100):
        shares = zip(wards, (Decimal("33.33"), Decimal("33.33"), Decimal("33.34")), strict=True)
        make_past_award(round_, *shares, amount=Decimal("0.10") + number * PENNY, paid=Decimal("0.07"))
    assert_agrees_with_ledger(read_figures())


def test_every_ward_has_a_line_and_money_is_never_nowhere() -> None:
    part = make_neighbourhood(name="Leigh")
    make_ward(name="Without money", parent=part)
    make_ward(name="Long gone", parent=part, retired=True)
    make_past_award(None, (part, 50), (Area.objects.elsewhere(), 50), amount=100)
    figures = read_figures()
    assert [(row.name, row.promised) for row in figures.wards] == [
        ("Leigh (all of it)", 50),
        ("Without money", 0),
        ("Elsewhere", 50),
    ]
    assert [(row.name, row.promised) for row in figures.neighbourhoods] == [("Leigh", 50), ("Elsewhere", 50)]


def test_need_shares_out_what_our_places_got_by_people_and_deprivation() -> None:
    poor, rich = make_neighbourhood(name="A"), make_neighbourhood(name="B")
    one = make_ward(parent=poor, population=1000, deprivation=30)
    make_ward(parent=rich, population=1000, deprivation=10)
    make_past_award(None, (one, 50), (Area.objects.elsewhere(), 50), amount=2000)
    figures = read_figures()
    assert [row.need for row in figures.neighbourhoods] == [750, 250, None]
    assert [row.per_capita for row in figures.neighbourhoods] == [1, 0, None]
    assert figures.per_capita == Decimal("0.50")


def test_need_loses_no_penny() -> None:
    wards = [make_ward(population=1000, deprivation=10) for _ in range(3)]
    make_past_award(None, (wards[0], 100), amount=100)
    assert sum(row.need or 0 for row in read_figures().wards) == 100


def test_counts_take_a_grant_once_in_each_place() -> None:
    part = make_neighbourhood()
    group = make_organisation()
    wards = [make_ward(parent=part), make_ward(parent=part)]
    make_past_award(None, (wards[0], 60), (wards[1], 40), organisation=group)
    make_past_award(None, (wards[0], 100), organisation=group)
    make_past_award(None, (wards[0], 100), state=AwardState.LAPSED, reason="It never began.")
    figures = read_figures()
    assert (figures.grants, figures.organisations) == (2, 1)
    assert sorted(row.grants for row in figures.wards) == [1, 2]
    assert [row.grants for row in figures.neighbourhoods] == [2]


def test_fund_and_year_choose_a_part() -> None:
    first = make_round(allocation=5000, fund=make_fund(total=9000))
    make_past_award(first, amount=1000, paid=400, awarded_on=date(2016, 5, 1))
    make_past_award(first, amount=500, awarded_on=date(2017, 5, 1))
    make_past_award(None, amount=70)
    whole = read_figures(Scope(frozenset([first.pk])))
    assert (whole.promised, whole.paid, whole.grants, whole.left) == (1500, 400, 2, 7500)
    year = read_figures(Scope(frozenset([first.pk]), 2016))
    assert (year.promised, year.paid, year.grants, year.left) == (1000, 400, 1, None)
    one = read_figures(Scope(frozenset([first.pk]), whole_funds=False))
    assert (one.left, [row.left for row in one.funds]) == (3500, [None])


def test_figures_are_never_older_than_the_ledger() -> None:
    award = make_past_award(amount=1000)
    assert read_figures().promised == 1000
    release_promise(award.commitment, Decimal(300), on=TODAY, by=None)
    assert read_figures().promised == 700


def test_count_of_a_neighbourhood_follows_a_ward_that_moves() -> None:
    before, after = make_neighbourhood(), make_neighbourhood()
    ward = make_ward(parent=before)
    make_past_award(None, (ward, 100), amount=1000)

    def counts() -> dict[str, int]:
        return {part.key: part.grants for part in read_figures().neighbourhoods}

    assert (counts()[before.code], counts()[after.code]) == (1, 0)
    ward.parent = after
    ward.save()
    assert (counts()[before.code], counts()[after.code]) == (0, 1)


def test_figures_cost_the_same_whatever_there_is(django_assert_num_queries: Any) -> None:
    def cost() -> int:
        with django_assert_num_queries(10) as found:
            read_figures()
        return len(found)

    make_past_award()
    first = cost()
    make_past_award()
    make_past_award()
    assert cost() == first
    with django_assert_num_queries(5):
        read_figures()


def _ask(round_: Round, amount: int, **fields: Any) -> Any:
    application = make_application(round_, state=ApplicationState.SUBMITTED, **fields)
    ApplicationShare.objects.filter(application=application).delete()
    ApplicationShare.objects.create(application=application, area=make_ward(), percent=100, amount=amount)
    return application


def test_asked_leaves_out_what_this_person_has_a_tie_to() -> None:
    officer = make_user(Role.GRANTS_OFFICER)
    round_ = make_round()
    _ask(round_, 700)
    make_conflict(_ask(round_, 900), officer)
    figures = read_figures(asked=read_asked(officer, Scope()))
    assert figures.asked == 700
    assert [row.asked for row in figures.rounds] == [700]
    assert read_asked(make_user(), Scope()) == []


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "£0"),
        ("950", "£950"),
        ("1940", "£1.9k"),
        ("21400", "£21k"),
        ("999999", "£1.0m"),
        ("1200000", "£1.2m"),
    ],
)
def test_money_on_a_tile_is_short(amount: str, words: str) -> None:
    assert short_money(Decimal(amount)) == words


def test_map_and_bars_stand_on_one_scale() -> None:
    part = make_neighbourhood()
    rich = make_ward(parent=part, population=10, deprivation=1, tile_column=0, tile_row=0, name="Aspull")
    make_ward(parent=part, population=10, deprivation=1, tile_column=1, tile_row=0, name="Bryn")
    make_past_award(None, (rich, 100), amount=1000)
    figures = read_figures()
    drawn = draw_map(figures.wards)
    assert [tile.scale for tile in drawn.tiles] == [5, 0]
    assert drawn.words.startswith("Aspull received most, £1,000; Bryn least, £0.")
    assert [(bar.percent, bar.line) for bar in draw_bars(figures.neighbourhoods)] == [(100, 100)]
