"""The ranking against the money, as each person may see it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.assessment.models import Panel
from grants.assessment.portfolio import ranking
from grants.assessment.states import AssessmentState, DecisionState, Outcome
from grants.organisations.models import Membership
from tests.factories import (
    make_assessment,
    make_award,
    make_conflict,
    make_decision,
    make_neighbourhood,
    make_ward,
)
from tests.grants.assessment.setting import make_setting

pytestmark = pytest.mark.django_db

RANKING_QUERIES = 10


def test_best_mean_comes_first_and_equals_share_a_rank() -> None:
    setting = make_setting()
    low, high, same = setting.scored(1, 2), setting.scored(5, 4), setting.scored(4, 5)
    unscored = setting.application()
    found = ranking(setting.panel)
    assert [(row.rank, row.application) for row in found.rows] == [
        (1, high), (1, same), (3, low), (None, unscored)
    ]  # fmt: skip
    assert [row.mean for row in found.rows] == [Decimal("90.00"), Decimal("90.00"), Decimal("30.00"), None]
    assert found.rows[0].spread == Decimal("20.00")
    assert [dot.tone for dot in found.rows[2].dots] == ["low", ""]


def test_only_sent_scores_count() -> None:
    setting = make_setting()
    application = setting.scored(5)
    make_assessment(application, setting.members[1], 0, 0, state=AssessmentState.IN_PROGRESS)
    make_assessment(application, setting.members[2], 0, 0, state=AssessmentState.RECUSED)
    row = ranking(setting.panel).rows[0]
    assert (row.mean, len(row.dots), row.asked_to_score) == (Decimal("100.00"), 1, 2)


def test_line_stands_where_the_money_runs_out() -> None:
    setting = make_setting(allocation=3000)
    for score in (5, 4, 3, 2):
        setting.scored(score, amount=1200)
    found = ranking(setting.panel)
    assert (found.cut, found.at_the_line, found.left_at_the_line) == (2, Decimal(2400), Decimal(600))
    assert [row.below for row in found.rows] == [False, False, True, True]
    assert [row.running for row in found.rows] == [Decimal(1200 * place) for place in (1, 2, 3, 4)]
    assert found.undiscussed == Decimal(2400)


def test_decisions_move_the_line() -> None:
    setting = make_setting(allocation=3000)
    first, second, third = (setting.scored(score, amount=1200) for score in (5, 4, 3))
    make_decision(first, amount=Decimal(1000))
    make_decision(second, outcome=Outcome.DECLINE)
    found = ranking(setting.panel)
    assert found.cut is None
    assert [row.running for row in found.rows] == [Decimal(1000), Decimal(1000), Decimal(2200)]
    assert found.undiscussed == Decimal(1200)


def test_line_knows_the_pots_of_neighbourhoods() -> None:
    setting = make_setting(allocation=1000)
    place = make_neighbourhood()
    setting.round.fund.allocations.create(round=setting.round, area=place, amount=5000)
    setting.scored(5, amount=900, area=make_ward(parent=place))
    setting.scored(4, amount=900)
    setting.scored(3, amount=900)
    assert ranking(setting.panel).cut == 2


def test_released_decisions_leave_the_running_total() -> None:
    setting = make_setting(allocation=3000)
    make_decision(setting.scored(5), state=DecisionState.RELEASED)
    setting.scored(4)
    assert [row.running for row in ranking(setting.panel).rows] == [None, Decimal(1000)]


def test_running_total_and_line_count_what_is_promised_already() -> None:
    setting = make_setting(allocation=3000)
    make_award(setting.round, amount=1500)
    for score in (5, 4):
        setting.scored(score, amount=900)
    found = ranking(setting.panel)
    open_rows = [row.running for row in found.rows if row.running is not None]
    assert open_rows == [Decimal(2400), Decimal(3300)]
    assert (found.at_the_line, found.left_at_the_line) == (Decimal(2400), Decimal(600))


def test_tied_person_finds_the_application_nowhere_in_the_ranking() -> None:
    setting = make_setting()
    conflicted, mine, other = setting.scored(5), setting.scored(4), setting.scored(3)
    make_conflict(conflicted, setting.officer)
    Membership.objects.create(organisation=mine.organisation, user=setting.officer)
    assert [row.application for row in ranking(setting.panel, to=setting.officer).rows] == [other]
    assert len(ranking(setting.panel, to=setting.manager).rows) == 3


def test_scores_are_hidden_from_who_has_yet_to_score() -> None:
    setting = make_setting()
    application = setting.scored(5)
    make_assessment(application, setting.officer)
    row = ranking(setting.panel, to=setting.officer).rows[0]
    assert (row.hidden, row.dots, row.mean, row.rank) == (True, [], None, None)


def test_ranking_costs_the_same_for_one_row_and_for_three() -> None:
    setting = make_setting()
    for rows in (1, 3):
        while setting.round.applications.count() < rows:
            ward = make_ward(parent=make_neighbourhood())
            make_decision(setting.scored(5, 4, area=ward), outcome=Outcome.DECLINE)
        panel = Panel.objects.select_related("round").get()
        with CaptureQueriesContext(connection) as queries:
            ranking(panel, to=setting.officer)
        assert len(queries) == RANKING_QUERIES
