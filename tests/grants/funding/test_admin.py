"""Setting up funds and rounds in the Wagtail admin."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from fund.audit.models import Event
from grants.funding.actions import freeze_form
from grants.funding.models import Round
from tests.dates import next_year
from tests.factories import make_fund, make_round, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    sync_roles()
    client = Client()
    client.force_login(make_user(Role.FUND_MANAGER, is_staff=True))
    return client


def posted(fund_pk: int, allocations: list[str], **changes: Any) -> dict[str, Any]:
    """A round as the admin posts it, its form the smallest that works."""
    data: dict[str, Any] = {
        "fund": fund_pk, "name": "Big ideas", "slug": "big-ideas", "prefix": "bi", "summary": "",
        "opens_at": f"{next_year()}-01-01 09:00", "closes_at": f"{next_year()}-02-01 17:00",
        "least": "100", "most": "2000",
        "months": "12", "decision_on": "", "assessors_needed": "3", "scores_due_on": "",
        "eligibility_questions-count": "0", "workshop_needed": "no",
        "questions-count": "1", "questions-0-deleted": "", "questions-0-order": "0",
        "questions-0-type": "section", "questions-0-id": "", "questions-0-value-title": "All",
        "questions-0-value-intro": "", "questions-0-value-questions-count": "4",
    }  # fmt: skip
    for number, kind in enumerate(["title", "amount", "areas", "milestones"]):
        stem = f"questions-0-value-questions-{number}"
        data |= {f"{stem}-deleted": "", f"{stem}-order": str(number), f"{stem}-type": kind, f"{stem}-id": "",
                 f"{stem}-value-label": kind.title(), f"{stem}-value-hint": ""}  # fmt: skip
    for name, count in (("allocations", len(allocations)), ("criteria", 1)):
        data |= {f"{name}-TOTAL_FORMS": count, f"{name}-INITIAL_FORMS": 0,
                 f"{name}-MIN_NUM_FORMS": 0, f"{name}-MAX_NUM_FORMS": 1000}  # fmt: skip
    for number, amount in enumerate(allocations):
        data |= {f"allocations-{number}-amount": amount, f"allocations-{number}-area": ""}
    data |= {"criteria-0-name": "Need", "criteria-0-weight": "10", "criteria-0-order": "0",
             "criteria-0-words": "None\nSome\nMuch", "criteria-0-guidance": ""}  # fmt: skip
    return {**data, **changes}


def test_new_round_page_opens_with_the_starter_form(manager: Client) -> None:
    html = manager.get(reverse("rounds:add")).content.decode()
    assert "What is your idea called?" in html


def test_round_is_made_with_its_money_criteria_and_form(manager: Client) -> None:
    fund = make_fund()
    response = manager.post(reverse("rounds:add"), posted(fund.pk, ["5000"]))
    assert response.status_code == 302, response.context["form"].errors
    round_ = Round.objects.get(slug="big-ideas")
    assert (round_.prefix, round_.allocations.get().amount, round_.allocations.get().fund) == (
        "BI",
        Decimal(5000),
        fund,
    )
    assert [criterion.top for criterion in round_.criteria.all()] == [2]
    assert [q.id for q in freeze_form(round_).definition] == ["title", "amount", "areas", "milestones"]
    assert Event.objects.filter(verb="round_saved").count() == 1


def test_address_is_made_of_the_name_where_nobody_writes_one(manager: Client) -> None:
    fund = make_fund()
    for prefix in ("BI", "BJ"):
        made = manager.post(reverse("rounds:add"), posted(fund.pk, [], slug="", prefix=prefix))
        assert made.status_code == 302, made.context["form"].errors
    assert list(Round.objects.order_by("pk").values_list("slug", flat=True)) == ["big-ideas", "big-ideas-2"]
    nameless = manager.post(reverse("rounds:add"), posted(fund.pk, [], slug="", name="", prefix="BK"))
    assert nameless.status_code == 200


@pytest.mark.parametrize(
    ("allocations", "changes", "words"),
    [
        (["100000.01"], {}, "more than that"),
        (["10", "20"], {}, "once for each neighbourhood"),
        (["10"], {"closes_at": f"{next_year() - 1}-01-01 09:00"}, "A round closes after it opens."),
        (["10"], {"closes_at": "2027-03-28 01:30", "opens_at": "2027-01-01 09:00"}, "The clocks change then"),
        (["10"], {"most": "99"}, "The most is not less than the least."),
        (["10"], {"questions-0-value-questions-0-deleted": "1"}, "needs these built-in questions: title"),
    ],
)  # fmt: skip
def test_mistakes_are_said_and_nothing_is_saved(
    manager: Client, allocations: list[str], changes: dict[str, Any], words: str
) -> None:
    response = manager.post(reverse("rounds:add"), posted(make_fund().pk, allocations, **changes))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Round.objects.filter(slug="big-ideas").exists()


def test_open_round_warns_before_it_is_changed(manager: Client) -> None:
    html = manager.get(reverse("rounds:edit", args=[make_round().pk])).content.decode()
    assert "This round is open." in html


def test_fund_total_does_not_fall_below_what_is_set_aside(manager: Client) -> None:
    fund = make_round(allocation=5000).fund
    data = {"name": fund.name, "slug": fund.slug, "total": "4999.99", "starts_on": "2013-01-01",
            "ends_on": f"{next_year() + 3}-12-31", "funder_name": "Council",
            "funder_identifier": "GB-LAE-MUC"}  # fmt: skip
    html = manager.post(reverse("funds:edit", args=[fund.pk]), data).content.decode()
    assert "£0.01 more than that" in html
    fund.refresh_from_db()
    assert fund.total == Decimal(100000)
