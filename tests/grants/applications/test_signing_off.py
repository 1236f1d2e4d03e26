"""A second person of the group confirms before it is sent, where the round asks for it."""

import pytest

from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application
from tests.factories import make_draft, make_round
from tests.grants.applications.test_keeping import with_colleague
from tests.grants.applications.test_views import client_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Application:
    return make_draft(make_round(second_person=True))


def check(row: Application) -> str:
    return f"/my/applications/{row.reference}/check/"


def test_nobody_sends_it_alone(row: Application) -> None:
    with pytest.raises(Refused, match="second person"):
        actions.submit_application(row, by=row.started_by)
    actions.sign_off(row, by=row.started_by)
    with pytest.raises(Refused, match="second person"):
        actions.submit_application(row, by=row.started_by)


def test_second_person_is_asked_confirms_and_the_first_sends(row: Application) -> None:
    first = client_of(row.started_by)
    assert "Add a lead or an editor first" in page(first.post(check(row), {"ask": "1"}))
    tom = with_colleague(row, full_name="Tom Ashurst")
    html = page(first.get(check(row)))
    assert "A second person of your group confirms it first" in html
    assert "Send the application" not in html
    first.post(check(row), {"ask": "1"})
    assert Letter.objects.get(kind="applications/sign_off").to_user == tom
    client_of(tom).post(check(row), {"confirm": "1"})
    html = page(first.get(check(row)))
    assert "Tom Ashurst has read it and confirmed it" in html
    response = first.post(check(row), {"agreed": "on"}, follow=True)
    assert "We have your application" in page(response)


def test_word_holds_only_for_the_answers_that_were_read(row: Application) -> None:
    tom = with_colleague(row)
    actions.sign_off(row, by=tom)
    actions.save_answers(row, {"summary": "Something else altogether"}, by=row.started_by)
    with pytest.raises(Refused, match="second person"):
        actions.submit_application(row, by=row.started_by)


def test_word_of_who_left_does_not_count(row: Application) -> None:
    tom = with_colleague(row)
    actions.sign_off(row, by=tom)
    row.organisation.memberships.filter(user=tom).delete()
    with pytest.raises(Refused, match="second person"):
        actions.submit_application(row, by=row.started_by)


def test_round_that_does_not_ask_sends_as_ever() -> None:
    row = make_draft()
    assert actions.submit_application(row, by=row.started_by).number == 1
