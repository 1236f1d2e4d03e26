"""Scoring as a panel member meets it, from the outside."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import Application, Conflict
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment
from grants.assessment.states import AssessmentState
from grants.organisations.models import Membership
from tests.dates import in_next_year, next_year
from tests.factories import make_assessment, make_conflict, make_user
from tests.grants.assessment.setting import Setting, make_setting

pytestmark = pytest.mark.django_db

HOME_QUERIES = 7


@pytest.fixture
def setting() -> Setting:
    return make_setting(names_hidden=True, scores_due_on=in_next_year(12, 10))


@pytest.fixture
def member(setting: Setting, client: Client) -> User:
    client.force_login(setting.members[0])
    return setting.members[0]


@pytest.fixture
def assessment(setting: Setting, member: User) -> Assessment:
    return make_assessment(setting.application(), member)


def address(assessment: Assessment, more: str = "") -> str:
    return f"/panel/{assessment.application.reference}/{more}"


def test_who_is_no_panel_member_any_more_reads_nothing(
    client: Client, member: User, assessment: Assessment
) -> None:
    assert client.get(address(assessment)).status_code == 200
    member.groups.clear()
    for more in ("", "check/", "conflict/"):
        assert client.get(address(assessment, more)).status_code == 404
    assert not Assessment.objects.visible_to(User.objects.get(pk=member.pk)).exists()


FULL = {
    "score-1": "4",
    "reason-1": "Uses the allotment.",
    "score-2": "none",
    "reason-2": "Not asked of them.",
    "comment": "",
}


def test_home_says_what_is_left_and_by_when(client: Client, assessment: Assessment) -> None:
    page = client.get("/panel/").content.decode()
    assert assessment.application.reference in page
    assert "0 of 1 scored" in page
    assert f"10 December {next_year()}" in page


def test_home_of_a_member_without_a_panel_says_how_it_fills(client: Client) -> None:
    client.force_login(make_user(Role.PANEL_MEMBER))
    assert "sit on a panel yet" in client.get("/panel/").content.decode()


def test_saving_keeps_half_a_sheet(client: Client, assessment: Assessment) -> None:
    response = client.post(address(assessment), {"score-1": "3", "reason-2": "Later", "save": ""})
    assert response["Location"] == address(assessment) + "#scores"
    page = client.get(address(assessment)).content.decode()
    assert re.search(r'value="3"[^>]*checked', page)
    assert "Later" in page


def test_nonsense_is_refused_and_nothing_typed_is_lost(client: Client, assessment: Assessment) -> None:
    page = client.post(address(assessment), {"score-1": "9", "reason-1": "My words"}).content.decode()
    assert "<title>Error: " in page
    assert "My words" in page
    assert not assessment.scores.exists()


def test_check_page_names_what_is_missing_and_has_no_send_button(
    client: Client, assessment: Assessment
) -> None:
    client.post(address(assessment), {"score-1": "3", "reason-1": "Good", "check": ""})
    page = client.get(address(assessment, "check/")).content.decode()
    assert "#criterion-2" in page
    assert "#criterion-1" not in page
    assert "Send my scores" not in page
    refused = client.post(address(assessment, "check/")).content.decode()
    assert "Still to do: Will work." in refused


def test_scores_are_checked_and_sent(client: Client, assessment: Assessment) -> None:
    response = client.post(address(assessment), {**FULL, "check": ""})
    assert response["Location"] == address(assessment, "check/")
    assert "80 out of 100" in client.get(address(assessment, "check/")).content.decode()
    client.post(address(assessment, "check/"))
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.SUBMITTED
    assert client.get(address(assessment, "check/"))["Location"] == address(assessment)
    client.post(address(assessment), {**FULL, "score-1": "0"})
    assert assessment.scores.get(value__isnull=False).value == 4


def test_others_scores_are_seen_only_after_sending(
    client: Client, setting: Setting, assessment: Assessment
) -> None:
    other = setting.sent(assessment.application, setting.members[1], 5, 5)
    other.scores.update(reason="A secret so far.")
    for more in ("", "check/"):
        assert "A secret so far." not in client.get(address(assessment, more)).content.decode()
    client.post(address(assessment), FULL)
    client.post(address(assessment, "check/"))
    page = client.get(address(assessment)).content.decode()
    assert "A secret so far." in page
    assert f"{setting.members[1]}: 100 out of 100" in page


def test_names_are_hidden_until_the_scores_are_sent(client: Client, assessment: Assessment) -> None:
    name = assessment.application.organisation.name
    for more in ("", "check/", "conflict/"):
        assert name not in client.get(address(assessment, more)).content.decode()
    assert name not in client.get("/panel/").content.decode()
    client.post(address(assessment), FULL)
    client.post(address(assessment, "check/"))
    assert name in client.get(address(assessment)).content.decode()


def test_declared_conflict_hides_the_application_from_every_page(
    client: Client, assessment: Assessment
) -> None:
    empty = client.post(address(assessment, "conflict/"), {"reason": ""}).content.decode()
    assert "Error: " in empty
    assert client.post(address(assessment, "conflict/"), {"reason": "My sister."})["Location"] == "/panel/"
    conflict = Conflict.objects.get()
    assert (conflict.user, conflict.found) == (assessment.user, False)
    client.get("/panel/")
    assert assessment.application.reference not in client.get("/panel/").content.decode()
    for more in ("", "check/", "conflict/"):
        assert client.get(address(assessment, more)).status_code == 404
        assert client.post(address(assessment, more), FULL).status_code == 404


def test_found_conflict_and_membership_hide_it_too(client: Client, setting: Setting, member: User) -> None:
    found = make_assessment(setting.application(), member)
    make_conflict(found.application, member, found=True)
    belongs = make_assessment(setting.application(), member)
    Membership.objects.create(organisation=belongs.application.organisation, user=member)
    page = client.get("/panel/").content.decode()
    for hidden in (found, belongs):
        assert hidden.application.reference not in page
        assert client.get(address(hidden)).status_code == 404


def test_conflicted_persons_scores_are_gone_from_the_others_page(
    client: Client, setting: Setting, assessment: Assessment
) -> None:
    other = setting.sent(assessment.application, setting.members[1], 5, 5)
    client.post(address(assessment), FULL)
    client.post(address(assessment, "check/"))
    browser = Client()
    browser.force_login(other.user)
    browser.post(address(other, "conflict/"), {"reason": "I coach there."})
    assert f"{other.user}: " not in client.get(address(assessment)).content.decode()


def test_application_is_a_stranger_to_members_who_were_not_asked(
    client: Client, setting: Setting, assessment: Assessment
) -> None:
    client.force_login(setting.members[1])
    assert client.get(address(assessment)).status_code == 404


def test_application_that_left_the_panel_is_gone(client: Client, assessment: Assessment) -> None:
    Application.objects.update(state=ApplicationState.RETURNED)
    assert client.get(address(assessment)).status_code == 404
    assert assessment.application.reference not in client.get("/panel/").content.decode()


def test_unsent_scores_of_a_decided_application_stay_closed(client: Client, assessment: Assessment) -> None:
    Application.objects.update(state=ApplicationState.DECIDED)
    page = client.get(address(assessment)).content.decode()
    assert "can't be scored any more" in page
    client.post(address(assessment), FULL)
    assert not assessment.scores.exists()


def test_home_costs_the_same_for_one_row_and_for_three(
    client: Client, setting: Setting, member: User
) -> None:
    for rows in (1, 3):
        while member.assessments.count() < rows:
            make_assessment(setting.application(), member, 3, 3)
        with CaptureQueriesContext(connection) as queries:
            client.get("/panel/")
        assert len(queries) == HOME_QUERIES
