"""Seats on a panel, and who is asked to score what."""

from typing import Any

import pytest

from fund.accounts.roles import Role
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications.states import ApplicationState
from grants.assessment import actions
from grants.assessment.models import Assessment
from grants.assessment.rules import conflicts_among, has_conflict
from grants.assessment.states import AssessmentState
from grants.organisations.models import Membership
from tests.factories import make_application, make_conflict, make_round, make_user
from tests.grants.assessment.setting import make_setting

pytestmark = pytest.mark.django_db


def test_panel_is_made_once_a_round_with_its_chair_seated() -> None:
    officer, chair, round_ = make_user(Role.GRANTS_OFFICER), make_user(Role.PANEL_CHAIR), make_round()
    panel = actions.make_panel(round_, name="Big ideas panel", chair=chair, by=officer)
    assert [seat.user for seat in panel.seats.all()] == [chair]
    with pytest.raises(Refused):
        actions.make_panel(round_, name="Another", by=officer)


def test_only_panel_members_are_seated_and_only_once() -> None:
    setting = make_setting()
    with pytest.raises(Refused):
        actions.seat_member(setting.panel, make_user(), by=setting.officer)
    actions.seat_member(setting.panel, setting.members[0], by=setting.officer)
    assert setting.panel.seats.count() == 3


def test_unseated_member_keeps_what_they_sent_and_is_stood_down_from_the_rest() -> None:
    setting = make_setting()
    member = setting.members[0]
    sent = setting.sent(setting.application(), member, 4, 4)
    waiting = actions.assign_assessor(setting.application(), member, by=setting.officer)
    actions.unseat_member(setting.panel, member, by=setting.officer)
    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.state, waiting.state) == (AssessmentState.SUBMITTED, AssessmentState.RECUSED)
    assert not Assessment.objects.visible_to(member).exists()


def test_assessor_must_be_seated_and_without_a_tie() -> None:
    setting = make_setting()
    application = setting.application()
    conflicted, belongs, free = setting.members
    make_conflict(application, conflicted)
    Membership.objects.create(organisation=application.organisation, user=belongs)
    for user in (conflicted, belongs, make_user(Role.PANEL_MEMBER)):
        with pytest.raises(Refused):
            actions.assign_assessor(application, user, by=setting.officer)
    actions.assign_assessor(application, free, by=setting.officer)
    with pytest.raises(Refused):
        actions.assign_assessor(application, free, by=setting.officer)
    assert Letter.objects.get().to_user == free


def test_application_must_be_with_the_panel_to_be_assigned() -> None:
    setting = make_setting()
    application = make_application(setting.round, state=ApplicationState.ELIGIBLE)
    with pytest.raises(Refused):
        actions.assign_assessor(application, setting.members[0], by=setting.officer)


def test_assign_evenly_spreads_the_load_and_avoids_ties() -> None:
    setting = make_setting()
    applications = [setting.application() for _ in range(6)]
    make_conflict(applications[0], setting.members[0])
    found = actions.assign_evenly(setting.panel, 2, by=setting.officer)
    load = [Assessment.objects.filter(user=member).count() for member in setting.members]
    assert load == [4, 4, 4]
    assert found.short == []
    assert not Assessment.objects.filter(application=applications[0], user=setting.members[0]).exists()
    assert Letter.objects.count() == 3


def test_assign_evenly_twice_adds_nothing() -> None:
    setting = make_setting()
    setting.application()
    actions.assign_evenly(setting.panel, 2, by=setting.officer)
    assert actions.assign_evenly(setting.panel, 2, by=setting.officer).made == []


def test_assign_evenly_says_what_is_short_of_assessors() -> None:
    setting = make_setting()
    application = setting.application()
    make_conflict(application, setting.members[0])
    found = actions.assign_evenly(setting.panel, 3, by=setting.officer)
    assert (len(found.made), found.short) == (2, [application])


def test_conflict_stands_the_assessment_down_and_hides_it() -> None:
    setting = make_setting()
    application = setting.scored(5, 1)
    assessment = Assessment.objects.get(application=application, user=setting.members[0])
    actions.declare_conflict(assessment, reason="My brother runs it.", by=setting.members[0])
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.RECUSED
    assert not Assessment.objects.visible_to(setting.members[0]).exists()
    with pytest.raises(Refused):
        actions.assign_assessor(application, setting.members[0], by=setting.officer)


def test_conflict_is_declared_by_the_assessor_alone_and_with_a_reason() -> None:
    setting = make_setting()
    application = setting.application()
    assessment = actions.assign_assessor(application, setting.members[0], by=setting.officer)
    with pytest.raises(Refused):
        actions.declare_conflict(assessment, reason="They know it.", by=setting.members[1])
    with pytest.raises(Refused):
        actions.declare_conflict(assessment, reason="  ", by=setting.members[0])


def test_recorded_conflict_is_found_and_recorded_once() -> None:
    setting = make_setting()
    application, member = setting.application(), setting.members[0]
    conflict = actions.record_conflict(application, member, reason="On their board.", by=setting.officer)
    assert conflict.found
    with pytest.raises(Refused):
        actions.record_conflict(application, member, reason="On their board.", by=setting.officer)


@pytest.mark.parametrize("rows", [3, 6])
def test_assign_evenly_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    setting = make_setting()
    for _ in range(rows):
        setting.application()
    with django_assert_num_queries(19):
        assert len(actions.assign_evenly(setting.panel, 2, by=setting.officer).made) == rows * 2


def test_ties_of_many_are_those_of_each() -> None:
    setting = make_setting()
    rows, people = [setting.application() for _ in range(2)], [*setting.members, setting.officer]
    make_conflict(rows[0], people[0])
    Membership.objects.create(organisation=rows[1].organisation, user=people[1])
    one_by_one = {(row.pk, user.pk) for row in rows for user in people if has_conflict(user, row)}
    assert (
        conflicts_among(rows, people)
        == one_by_one
        == {(rows[0].pk, people[0].pk), (rows[1].pk, people[1].pk)}
    )
