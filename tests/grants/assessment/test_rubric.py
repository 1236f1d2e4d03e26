"""What was scored stays what it was scored on: criteria do not change under the assessors' hands."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from grants.assessment.models import Score
from grants.funding.models import Criterion
from tests.factories import (
    make_application,
    make_assessment,
    make_criterion,
    make_fund,
    make_round,
    make_user,
)
from tests.grants.funding.test_admin import posted

pytestmark = pytest.mark.django_db
STAYS = "Assessors have begun to score"


@pytest.fixture
def criterion() -> Criterion:
    """One of a round that somebody is scoring, with the words None, Some and Much."""
    round_ = make_round(fund=make_fund())
    criterion = make_criterion(round_, name="Need", weight=10, words="None\nSome\nMuch", order=0)
    make_assessment(make_application(round_, state="under_assessment"), make_user(), 2)
    return criterion


def save(criterion: Criterion, **changes: Any) -> str:
    sync_roles()
    client = Client()
    client.force_login(make_user(Role.FUND_MANAGER, is_staff=True))
    facts = {"slug": criterion.round.slug, "prefix": criterion.round.prefix,
             "criteria-INITIAL_FORMS": 1, "criteria-0-id": criterion.pk, **changes}  # fmt: skip
    address = reverse("rounds:edit", args=[criterion.round_id])
    return client.post(address, posted(criterion.round.fund_id, [], **facts), follow=True).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"criteria-0-DELETE": "1"},
        {"criteria-0-weight": "30"},
        {"criteria-0-words": "None\nMuch"},
        {"criteria-0-may_not_apply": "on"},
        {"criteria-TOTAL_FORMS": 2, "criteria-1-name": "Hope", "criteria-1-weight": "5",
         "criteria-1-order": "1", "criteria-1-words": "None\nSome", "criteria-1-guidance": ""},
    ],
)  # fmt: skip
def test_criteria_stay_as_they_are_once_somebody_scores(
    criterion: Criterion, changes: dict[str, Any]
) -> None:
    assert STAYS in save(criterion, **changes)
    criterion.refresh_from_db()
    assert (criterion.weight, criterion.top, criterion.may_not_apply) == (10, 2, False)
    assert Criterion.objects.count() == 1


def test_words_of_a_criterion_may_be_put_better(criterion: Criterion) -> None:
    assert STAYS not in save(
        criterion, **{"criteria-0-words": "Nothing\nSome\nMuch", "criteria-0-guidance": "Who?"}
    )
    criterion.refresh_from_db()
    assert (criterion.levels[0], criterion.guidance) == ((0, "Nothing"), "Who?")


def test_criteria_change_freely_while_nobody_has_scored(criterion: Criterion) -> None:
    Score.objects.all().delete()
    assert STAYS not in save(criterion, **{"criteria-0-weight": "30"})
    criterion.refresh_from_db()
    assert criterion.weight == 30
