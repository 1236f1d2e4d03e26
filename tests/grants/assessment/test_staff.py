"""Running a panel as the staff meet it, from the outside."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import Application
from grants.assessment.models import Assessment, Decision, Meeting, Panel
from grants.assessment.states import AssessmentState, DecisionState, Outcome
from grants.funding.models import FundLimit
from tests.factories import (
    make_assessment,
    make_conflict,
    make_decision,
    make_fund,
    make_neighbourhood,
    make_round,
    make_user,
    make_ward,
)
from tests.grants.assessment.setting import Setting, make_setting

pytestmark = pytest.mark.django_db

LIST_QUERIES, PANEL_QUERIES, ROOM_QUERIES = 6, 9, 18


@pytest.fixture
def setting() -> Setting:
    return make_setting()


@pytest.fixture
def officer(setting: Setting, client: Client) -> User:
    client.force_login(setting.officer)
    return setting.officer


def address(setting: Setting, more: str = "") -> str:
    return f"/staff/panels/{setting.round.slug}/{more}"


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def post(client: Client, path: str, **data: object) -> str:
    return client.post(path, data, follow=True).content.decode()


def test_panel_is_made_with_members_and_chair(client: Client, officer: User) -> None:
    round_ = make_round(name="Start-up")
    people = [make_user(Role.PANEL_MEMBER), make_user(Role.PANEL_CHAIR)]
    path = f"/staff/panels/new/{round_.slug}/"
    assert "Start-up panel" in read(client, path)
    refused = post(client, path, name="P", quorum=2, members=[people[0].pk], chair=people[1].pk)
    assert "Choose a chair from the members you have ticked" in refused
    post(client, path, name="P", quorum=2, members=[one.pk for one in people], chair=people[1].pk)
    panel = Panel.objects.get(round=round_)
    assert (panel.seats.count(), panel.chair, panel.quorum) == (2, people[1], 2)


def test_members_change(client: Client, setting: Setting, officer: User) -> None:
    kept, new = setting.members[0], make_user(Role.PANEL_MEMBER)
    post(client, address(setting, "change/"), name="New name", quorum=1, members=[kept.pk, new.pk])
    assert {seat.user for seat in setting.panel.seats.all()} == {kept, new}


def test_applications_are_shared_out_by_a_button(client: Client, setting: Setting, officer: User) -> None:
    setting.application()
    page = post(client, address(setting, "assign-evenly/"), per_application=2)
    assert "2 assessments are shared out." in page
    assert Assessment.objects.count() == 2
    assert "Error: " in post(client, address(setting, "assign-evenly/"), per_application=0)


def test_assessor_is_asked_stood_down_and_tied_by_hand(
    client: Client, setting: Setting, officer: User
) -> None:
    application, member = setting.application(), setting.members[0]
    path = address(setting, f"case/{application.reference}/")
    post(client, path + "assign/", **{"assign-member": member.pk})
    assert Assessment.objects.get().user == member
    assert "Error: " in post(client, path + "assign/", **{"assign-member": member.pk})
    post(client, path + "stand-down/", assessor=member.email)
    assert Assessment.objects.get().state == AssessmentState.RECUSED
    assert "Error: " in post(client, path + "conflict/", **{"tie-user": setting.members[1].pk})
    tie = {"tie-user": setting.members[1].pk, "tie-reason": "On their board."}
    assert "On their board." in post(client, path + "conflict/", **tie)


def test_decisions_are_prepared_agreed_and_opened_again(
    client: Client, setting: Setting, officer: User
) -> None:
    application = setting.scored(5, 4)
    decide = address(setting, f"decide/{application.reference}/")
    assert "Enter the amount to award" in post(client, decide, outcome="award", amount="", reasons="Good.")
    too_much = post(client, decide, outcome="award", amount="1,000.01", reasons="My own words.")
    assert "The group asked for £1,000." in too_much
    assert "My own words." in too_much
    room = post(client, decide, outcome="award", amount="£900", reasons="Good.")
    assert "Award of £900" in room
    decision = Decision.objects.get()
    meeting = {"held_at": "2026-01-05T18:00", "place": "Leigh", "decisions": [decision.pk]}
    few = post(client, address(setting, "meeting/"), **meeting, present=[setting.members[0].pk])
    assert "The panel needs 2 members present; 1 were there." in few
    assert not Meeting.objects.exists()
    room = post(client, address(setting, "meeting/"), **meeting, present=[one.pk for one in setting.members])
    assert "1 decision is agreed." in room
    record = read(client, address(setting, f"record/{application.reference}/"))
    assert "it gives the same: 90.00 out of 100" in record
    assert "Open it again" in read(client, decide)
    post(client, decide + "reopen/", reason="A wrong sum.")
    decision.refresh_from_db()
    assert decision.state == DecisionState.PREPARED
    post(client, decide + "drop/")
    assert not Decision.objects.exists()


def test_award_beyond_the_money_is_refused_in_words(client: Client, setting: Setting, officer: User) -> None:
    make_decision(setting.scored(5, amount=2500), amount=Decimal(2500))
    application = setting.scored(5, amount=2000)
    path = address(setting, f"decide/{application.reference}/")
    page = post(client, path, outcome="award", amount="2000", reasons="Good.")
    assert "Only £500 is left in this round." in page


def test_room_draws_the_line_where_the_money_runs_out(
    client: Client, setting: Setting, officer: User
) -> None:
    for score in (5, 4, 3):
        setting.scored(score, amount=1400)
    assert "The money runs out here at £2,800 · £200 left" in read(client, address(setting, "room/"))


def test_room_of_a_round_without_money_says_so(client: Client, officer: User) -> None:
    setting = make_setting(allocation=0)
    client.force_login(setting.officer)
    assert "No money is set aside for this round yet" in read(client, address(setting, "room/"))


def test_ranking_file_has_a_line_for_each_application(
    client: Client, setting: Setting, officer: User
) -> None:
    application = setting.scored(5, 4)
    Application.objects.filter(pk=application.pk).update(title="=1+1")
    text = b"".join(client.get(address(setting, "ranking.csv"))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Reference"] for row in rows] == [application.reference]
    assert rows[0]["Mean of 100"] == "90.00"
    assert not rows[0]["Title"].startswith("=")


def test_tied_officer_finds_the_application_nowhere(client: Client, setting: Setting, officer: User) -> None:
    application, other = setting.scored(5), setting.scored(3)
    make_decision(application)
    make_conflict(application, officer, reason="A very telling tie.")
    hidden = [application.reference, application.organisation.name, "A very telling tie."]
    for more in ("", "room/", "ranking.csv", "meeting/"):
        page = b"".join(client.get(address(setting, more))).decode()
        assert not [words for words in hidden if words in page], more
    assert other.reference in read(client, address(setting, "room/"))
    for more in ("case", "decide", "record"):
        assert client.get(address(setting, f"{more}/{application.reference}/")).status_code == 404
    path = address(setting, f"decide/{application.reference}/")
    for act in ("", "drop/", "reopen/"):
        assert client.post(path + act, {"outcome": "decline", "reasons": "x"}).status_code == 404


def test_officer_who_has_yet_to_score_sees_no_scores(client: Client, setting: Setting) -> None:
    both = make_user(Role.GRANTS_OFFICER, Role.PANEL_MEMBER)
    application = setting.scored(5)
    application.assessments.get().scores.update(reason="A secret so far.")
    make_assessment(application, both)
    client.force_login(both)
    decide = address(setting, f"decide/{application.reference}/")
    assert "A secret so far." not in read(client, decide)
    assert "100 out of 100" not in read(client, decide)
    assert "Send your own scores first" in read(client, address(setting, "room/"))
    post(client, decide, outcome=Outcome.DECLINE, reasons="x")
    assert not Decision.objects.exists()


def test_officer_limited_to_another_fund_is_a_stranger(
    client: Client, setting: Setting, officer: User
) -> None:
    FundLimit.objects.create(user=officer, fund=make_fund())
    assert client.get(address(setting)).status_code == 404
    assert setting.panel.name not in read(client, "/staff/panels/")


def test_auditor_reads_and_changes_nothing(client: Client, setting: Setting) -> None:
    client.force_login(make_user(Role.AUDITOR))
    application = setting.scored(5)
    page = read(client, address(setting, "room/"))
    assert application.reference in page
    assert "decide/" not in page
    assert client.post(address(setting, f"decide/{application.reference}/")).status_code == 403


@pytest.mark.parametrize(("more", "number"), [("", PANEL_QUERIES), ("room/", ROOM_QUERIES)])
def test_panel_screens_cost_the_same_for_one_row_and_for_three(
    client: Client, setting: Setting, officer: User, more: str, number: int
) -> None:
    for rows in (1, 3):
        while setting.round.applications.count() < rows:
            ward = make_ward(parent=make_neighbourhood())
            application = setting.scored(5, 4, area=ward)
            make_conflict(application, setting.members[2])
            make_decision(application, amount=Decimal(100))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(setting, more))
        assert len(queries) == number


def test_list_costs_the_same_for_one_row_and_for_three(
    client: Client, setting: Setting, officer: User
) -> None:
    for rows in (1, 3):
        while Panel.objects.count() < rows:
            make_setting()
        with CaptureQueriesContext(connection) as queries:
            client.get("/staff/panels/")
        assert len(queries) == LIST_QUERIES
