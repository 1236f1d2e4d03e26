"""What officers do with an application, on screen."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.accounts.roles import Role
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application
from grants.organisations.states import MemberRole
from tests.factories import make_draft, make_round, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Application:
    row = make_draft()
    actions.submit_application(row, by=row.started_by)
    return row


@pytest.fixture
def officer() -> Client:
    client = Client()
    client.force_login(make_user(Role.GRANTS_OFFICER))
    return client


def at(row: Application, act: str) -> str:
    return f"/staff/applications/{row.reference}/{act}/"


def state(row: Application) -> str:
    return Application.objects.get(pk=row.pk).state


def letters(row: Application) -> list[str]:
    kinds = Letter.objects.filter(case_reference=row.reference).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("applications/") for kind in kinds]


def test_check_shows_the_rules_and_passes(sent: Application, officer: Client) -> None:
    html = officer.get(at(sent, "check")).content.decode()
    assert html.count(">Yes<") == 5
    assert "Look at this" not in html
    response = officer.post(at(sent, "check"))
    assert response["Location"] == f"/staff/applications/{sent.reference}/"
    officer.post(at(sent, "to-panel"))
    assert state(sent) == "under_assessment"
    assert letters(sent) == ["receipt", "eligible", "under_assessment"]


@pytest.mark.parametrize("act", ["check", "return", "ineligible", "to-panel"])
def test_act_that_came_too_late_says_where_the_case_stands(
    sent: Application, officer: Client, act: str
) -> None:
    case = f"/staff/applications/{sent.reference}/"
    Application.objects.filter(pk=sent.pk).update(state="withdrawn")
    for response in (officer.get(at(sent, act), follow=True), officer.post(at(sent, act), follow=True)):
        assert response.redirect_chain == [(case, 302)]
        assert f"{sent.reference} is “Withdrawn” now, so that" in response.content.decode()
    auditor = Client()
    auditor.force_login(make_user(Role.AUDITOR))
    assert auditor.post(at(sent, act)).status_code == 403


def test_question_goes_to_the_group(sent: Application, officer: Client) -> None:
    assert "Error: " in officer.post(at(sent, "return"), {"message": ""}).content.decode()
    officer.post(at(sent, "return"), {"message": "Which street?", "questions": ["title"]})
    assert sent.returns.get().questions == ["title"]
    assert state(sent) == "returned"
    assert "Which street?" in Letter.objects.get(kind="applications/returned").body_text


def test_ineligible_needs_a_reason_for_the_group(sent: Application, officer: Client) -> None:
    assert "Error: " in officer.post(at(sent, "ineligible"), {}).content.decode()
    officer.post(at(sent, "ineligible"), {"reason": "It lies outside our borough."})
    assert state(sent) == "ineligible"
    assert letters(sent) == ["receipt", "ineligible"]


def test_officer_finds_what_was_not_sent_and_reads_no_answer(officer: Client, sent: Application) -> None:
    row = make_draft(sent.round)
    Application.objects.filter(pk=row.pk).update(title="Our secret plan")
    address = f"/staff/rounds/{row.round.slug}/unsent/"
    assert f'href="{address}"' in officer.get(f"/staff/rounds/{row.round.slug}/").content.decode()
    html = officer.get(address).content.decode()
    assert f'href="{at(row, "extend")}"' in html
    assert (sent.reference in html, "Our secret plan" in html) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_unsent_list_costs_the_same_queries(
    officer: Client, count: int, django_assert_num_queries: Any
) -> None:
    round_ = make_round()
    for _number in range(count):
        make_draft(round_)
    address = f"/staff/rounds/{round_.slug}/unsent/"
    officer.get(address)
    with django_assert_num_queries(6):
        officer.get(address)


def test_extension_moves_one_groups_close(officer: Client) -> None:
    row = make_draft()
    until = timezone.localtime() + timedelta(days=30)
    officer.post(at(row, "extend"), {"until": until.strftime("%Y-%m-%dT%H:%M"), "reason": "A flood."})
    row.refresh_from_db()
    assert row.extended_until is not None
    assert letters(row) == ["extended"]
    html = officer.post(at(row, "extend"), {"until": "2020-01-01T10:00", "reason": "No"}).content.decode()
    assert "Choose a moment in the future" in html


def test_officer_does_not_check_their_own_group(sent: Application) -> None:
    own = make_user(Role.GRANTS_OFFICER)
    sent.organisation.memberships.create(user=own, role=MemberRole.VIEWER)
    client = Client()
    client.force_login(own)
    assert client.get(at(sent, "check")).status_code == 404


def test_acts_out_of_turn_are_refused(sent: Application, officer: Client) -> None:
    assert officer.post(at(sent, "to-panel"))["Location"] == f"/staff/applications/{sent.reference}/"
    assert state(sent) == "submitted"
