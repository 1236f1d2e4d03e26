"""Starting a form from a template or an earlier round, and making a test round."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.errors import Refused
from grants.forms.definition import read_definition
from grants.forms.form_checks import check_form
from grants.forms.freezing import freeze_questions
from grants.funding.actions import freeze_form
from grants.funding.form_templates import TEMPLATES, is_as_started
from grants.funding.models import Round
from grants.funding.starting import make_test_round, start_form
from tests.factories import (
    add_question,
    make_criterion,
    make_draft,
    make_form,
    make_round,
    make_round_page,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return make_user(Role.FUND_MANAGER, is_staff=True)


def planned(**fields: Any) -> Round:
    now = timezone.now()
    return make_round(opens_at=now + timedelta(days=5), closes_at=now + timedelta(days=9), **fields)


@pytest.mark.parametrize(("key", "most", "parts"), [("one-page", 2000, 1), ("full", 10_000, 5)])
def test_template_works_as_it_is_and_passes_the_check(manager: User, key: str, most: int, parts: int) -> None:
    round_ = planned(most=Decimal(most))
    start_form(round_, key, by=manager)
    form = read_definition(freeze_questions(Round.objects.get(pk=round_.pk).form.questions, []))
    assert (len(form.sections), check_form(form, Decimal(most)).warnings) == (parts, [])


def test_one_page_is_one_page() -> None:
    assert [len(value["questions"]) for _kind, value in TEMPLATES["one-page"].build()] == [8]


def test_form_of_an_earlier_round_is_copied(manager: User) -> None:
    earlier, round_ = make_round(), planned()
    add_question(earlier, "yes_no", {"label": "Have you asked us before?", "required": True})
    start_form(round_, earlier, by=manager)
    labels = [question.label for question in freeze_form(Round.objects.get(pk=round_.pk)).definition]
    assert "Have you asked us before?" in labels


def test_written_questions_go_only_when_somebody_says_so(manager: User) -> None:
    round_ = planned()
    assert is_as_started(round_.form.questions)
    add_question(round_, "yes_no", {"label": "Have you asked us before?", "required": True})
    with pytest.raises(Refused, match="This round has questions already"):
        start_form(round_, "full", by=manager)
    start_form(round_, "full", by=manager, replace=True)
    assert len(Round.objects.get(pk=round_.pk).form.questions) == 5


def test_open_form_is_not_started_anew(manager: User) -> None:
    with pytest.raises(Refused, match="is in use"):
        start_form(make_round(), "full", by=manager, replace=True)


def test_manager_starts_a_form_and_is_asked_before_replacing_it(manager: User, client: Client) -> None:
    client.force_login(manager)
    round_ = planned()
    address = reverse("funding:start_form", args=[round_.slug])
    assert "may go" not in client.get(address).content.decode()
    assert client.post(address, {"source": "full"}).status_code == 302
    assert "may go" in client.get(address).content.decode()
    html = client.post(address, {"source": "one-page"}).content.decode()
    assert "This round has questions already. Tick that they may go." in html
    assert client.post(address, {"source": "one-page", "replace": "on"}).status_code == 302
    assert len(Round.objects.get(pk=round_.pk).form.questions) == 1


def test_test_round_has_the_same_form_and_no_money(manager: User) -> None:
    round_ = make_round(name="Big ideas", slug="big-ideas", prefix="BI")
    add_question(round_, "yes_no", {"label": "Have you asked us before?", "required": True})
    first, second = make_test_round(round_, by=manager), make_test_round(round_, by=manager)
    assert [(made.name, made.slug, made.prefix, made.is_test) for made in (first, second)] == [
        ("Test of Big ideas", "test-big-ideas", "TBI", True),
        ("Test of Big ideas", "test-big-ideas-2", "TBI2", True),
    ]
    assert [made.allocations.count() for made in (first, second)] == [0, 0]
    labels = [question.label for question in first.form.versions.get().definition]
    assert labels == [question.label for question in freeze_form(round_).definition]


def test_form_starts_from_no_round_without_questions(manager: User, client: Client) -> None:
    client.force_login(manager)
    make_round(name="Long ago", form=make_form(questions=[]))
    make_round(name="Last year")
    html = client.get(reverse("funding:start_form", args=[planned().slug])).content.decode()
    assert "The form of “Last year”" in html
    assert "The form of “Long ago”" not in html


def test_round_says_what_it_lacks_and_leads_to_its_applications(client: Client) -> None:
    client.force_login(make_user(Role.GRANTS_OFFICER))
    bare, whole = planned(allocation=None, decision_on=None), make_round(decision_on=timezone.localdate())
    make_criterion(whole)
    make_draft(whole)
    make_round_page(whole)
    said = {row: client.get(reverse("funding:staff_round", args=[row.slug])) for row in (bare, whole)}
    assert [words.split(":")[0] for words in said[bare].context["readiness_problems"]] == [
        "No money is set aside for it",
        "It has no criteria",
        "It has no date for decisions",
        "It has no published page",
    ]
    assert said[whole].context["readiness_problems"] == []
    assert (
        f'href="/staff/applications/?round={whole.slug}">1 application started'
        in said[whole].content.decode()
    )


def test_only_who_may_make_a_round_is_led_to_making_one(client: Client, manager: User) -> None:
    found = []
    for user in (manager, make_user(Role.GRANTS_OFFICER)):
        client.force_login(user)
        page = client.get(reverse("funding:staff_rounds")).content.decode()
        found.append('href="/admin/rounds/new/"' in page)
    assert found == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_rounds_takes_the_same_queries(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    client.force_login(make_user(Role.GRANTS_OFFICER))
    for number in range(count):
        make_round(is_test=number == 0, allocation=None)
    client.get(reverse("funding:staff_rounds"))
    with django_assert_num_queries(5):
        html = client.get(reverse("funding:staff_rounds")).content.decode()
    assert html.count('class="tag tag--warn">Test') == 1
