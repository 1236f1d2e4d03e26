"""Equality monitoring: voluntary, apart from everything, and small numbers left out."""

import pytest

from fund.accounts.roles import Role
from fund.audit.models import Event
from grants.applications import actions
from grants.applications.equality import totals_of
from grants.applications.models import EqualityAnswer
from grants.funding.models import Round
from tests.factories import make_draft, make_round, make_user
from tests.grants.applications.test_views import client_of, page

pytestmark = pytest.mark.django_db


def tell(round_: Round, count: int, **answers: str) -> None:
    for _ in range(count):
        actions.keep_equality_answers(round_, answers, month="2027-03")


def test_answers_are_kept_with_the_round_and_the_month_alone() -> None:
    row = make_draft()
    client, address = client_of(row.started_by), f"/my/applications/{row.reference}/equality/"
    assert client.get(address).status_code == 404
    actions.submit_application(row, by=row.started_by)
    events = Event.objects.count()
    assert "You need answer none of them" in page(client.get(address))
    assert "Thank you." in page(client.post(address, {"age": "25 to 44", "sex": ""}, follow=True))
    kept = EqualityAnswer.objects.get()
    assert (kept.round, kept.month.day, kept.answers) == (row.round, 1, {"age": "25 to 44"})
    assert {field.name for field in EqualityAnswer._meta.fields} == {"id", "round", "month", "answers"}
    assert Event.objects.count() == events
    assert client.post(address, {}).status_code == 302
    assert "<title>Error: " in page(client.post(address, {"age": "A thousand"}))
    assert EqualityAnswer.objects.count() == 1


def test_small_numbers_are_left_out_and_can_not_be_worked_out() -> None:
    round_ = make_round()
    tell(round_, 9, age="25 to 44", sex="Female")
    tell(round_, 6, age="45 to 64", sex="Female")
    tell(round_, 4, age="18 to 24")
    totals = dict(totals_of(EqualityAnswer.objects.all()))
    ages = {total.answer: total.count for total in totals["How old are you?"]}
    assert ages == {"Under 18": 0, "18 to 24": None, "25 to 44": 9, "45 to 64": None, "65 or over": 0}
    assert [total.count for total in totals["What is your sex?"]] == [15, 0]


def test_totals_are_for_staff_and_never_for_assessors() -> None:
    round_ = make_round()
    tell(round_, 5, sex="Male")
    address = f"/staff/equality/{round_.slug}/"
    manager = client_of(make_user(Role.FUND_MANAGER))
    assert address in page(manager.get("/staff/equality/"))
    assert ">5<" in page(manager.get(address))
    both = make_user(Role.GRANTS_OFFICER, Role.PANEL_MEMBER)
    assert client_of(both).get(address).status_code == 403
    assert client_of(make_user(Role.PANEL_MEMBER)).get(address).status_code == 403
