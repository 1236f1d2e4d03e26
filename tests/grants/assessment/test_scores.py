"""Scores are saved as often as one likes and sent once, whole."""

import pytest

from fund.audit.models import Event
from fund.common.errors import Refused
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment import actions, rules
from grants.assessment.models import Assessment
from grants.assessment.states import AssessmentState
from tests.factories import make_assessment, make_criterion, make_round
from tests.grants.assessment.setting import Setting, make_setting

pytestmark = pytest.mark.django_db


@pytest.fixture
def setting() -> Setting:
    return make_setting()


@pytest.fixture
def assessment(setting: Setting) -> Assessment:
    return make_assessment(setting.application(), setting.members[0])


def test_half_a_score_is_kept(setting: Setting, assessment: Assessment) -> None:
    actions.save_score(assessment, setting.criteria[0], reason=" Because ", by=assessment.user)
    score = assessment.scores.get()
    assert (score.value, score.reason) == (None, "Because")
    assert assessment.state == AssessmentState.IN_PROGRESS


def test_saving_again_replaces(setting: Setting, assessment: Assessment) -> None:
    actions.save_score(assessment, setting.criteria[1], value=3, reason="Good", by=assessment.user)
    actions.save_score(assessment, setting.criteria[1], does_not_apply=True, reason="No", by=assessment.user)
    score = assessment.scores.get()
    assert (score.value, score.does_not_apply) == (None, True)


def test_score_outside_the_scale_is_refused(setting: Setting, assessment: Assessment) -> None:
    for value in (-1, 6):
        with pytest.raises(Refused):
            actions.save_score(assessment, setting.criteria[0], value=value, by=assessment.user)


def test_does_not_apply_is_refused_where_the_criterion_has_to_be_scored(
    setting: Setting, assessment: Assessment
) -> None:
    with pytest.raises(Refused):
        actions.save_score(assessment, setting.criteria[0], does_not_apply=True, by=assessment.user)


def test_criterion_of_another_round_is_refused(assessment: Assessment) -> None:
    with pytest.raises(Refused):
        actions.save_score(assessment, make_criterion(make_round()), value=1, by=assessment.user)


def test_nobody_else_may_score(setting: Setting, assessment: Assessment) -> None:
    with pytest.raises(Refused):
        actions.save_score(assessment, setting.criteria[0], value=1, by=setting.members[1])


def test_sending_names_what_is_missing(setting: Setting, assessment: Assessment) -> None:
    actions.save_score(assessment, setting.criteria[0], value=1, reason="Little", by=assessment.user)
    actions.save_score(assessment, setting.criteria[1], value=2, by=assessment.user)
    with pytest.raises(Refused) as refused:
        actions.submit_assessment(assessment, by=assessment.user)
    assert refused.value.sentence == "Still to do: Will work."


def test_sent_scores_never_change(setting: Setting, assessment: Assessment) -> None:
    for criterion in setting.criteria:
        actions.save_score(assessment, criterion, value=4, reason="Good", by=assessment.user)
    assert not rules.sees_others(assessment)
    actions.submit_assessment(assessment, by=assessment.user)
    assert rules.sees_others(assessment)
    with pytest.raises(Refused):
        actions.save_score(assessment, setting.criteria[0], value=1, by=assessment.user)
    with pytest.raises(Refused):
        actions.submit_assessment(assessment, by=assessment.user)


def test_application_that_left_the_panel_is_not_scored(setting: Setting, assessment: Assessment) -> None:
    Application.objects.update(state=ApplicationState.WITHDRAWN)
    with pytest.raises(Refused):
        actions.save_score(assessment, setting.criteria[0], value=1, by=assessment.user)


def test_saved_scores_leave_no_trace_on_the_trail_of_the_application(
    setting: Setting, assessment: Assessment
) -> None:
    actions.save_score(assessment, setting.criteria[0], value=1, by=assessment.user)
    assert not Event.objects.for_case(assessment.application.reference).exists()
    assert Event.objects.about(assessment).get().data == {"criteria": 1}
