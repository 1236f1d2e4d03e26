"""Why a payment may not go, in plain words."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from grants.awards.models import Milestone
from grants.organisations.models import BankAccount
from grants.payments.conditions import gather
from grants.payments.rules import why_not
from tests.factories import (
    make_award,
    make_bank_account,
    make_finance,
    make_met_milestone,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_every_reason_is_said_at_once() -> None:
    award = make_award(state="offered")
    assert why_not(award.milestones.get(), make_finance(limit=10)) == [
        "The grant is “Offered”, not live.",
        "The milestone is “Planned”, not met.",
        "The group has given no bank account.",
        "Your limit for raising is £10 a payment.",
    ]


def test_nothing_stands_in_the_way() -> None:
    milestone = make_met_milestone()
    make_bank_account(milestone.award.organisation)
    assert why_not(milestone, make_finance()) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "submitted", "ending": "1234"}, "The bank account ending 1234 has not been verified yet."),
        ({"state": "blocked", "ending": "1234"}, "The group's bank account ending 1234 is blocked."),
    ],
)
def test_bank_account_must_be_good(fields: dict[str, str], reason: str) -> None:
    milestone = make_met_milestone()
    make_bank_account(milestone.award.organisation, **fields)
    assert why_not(milestone, make_finance()) == [reason]


def test_bank_account_cools_off() -> None:
    milestone = make_met_milestone()
    usable = timezone.make_aware(datetime(2099, 3, 3, 9, 0))  # noqa: DTZ001
    make_bank_account(milestone.award.organisation, usable_from=usable)
    assert why_not(milestone, make_finance()) == [
        "The bank account ending 5678 is new and can be paid into from Tuesday 3 March 2099 at 9am."
    ]


def test_newer_bank_account_must_be_verified_first() -> None:
    milestone = make_met_milestone()
    make_bank_account(milestone.award.organisation)
    make_bank_account(milestone.award.organisation, state="submitted", ending="4321")
    assert why_not(milestone, make_finance()) == ["The bank account ending 4321 has not been verified yet."]


def test_account_replaced_long_ago_is_no_matter() -> None:
    milestone = make_met_milestone()
    make_bank_account(milestone.award.organisation, state="superseded", ending="1111")
    make_bank_account(milestone.award.organisation)
    BankAccount.objects.filter(state="verified").update(usable_from=timezone.now() - timedelta(seconds=1))
    assert why_not(milestone, make_finance()) == []


def test_facts_of_many_cost_as_much_as_of_one(django_assert_num_queries: Callable) -> None:
    lead = make_user()
    for count in (1, 3):
        for _ in range(count):
            milestone = make_met_milestone(make_award(lead=lead))
            make_bank_account(milestone.award.organisation)
        rows = Milestone.objects.select_related("award__commitment__organisation")
        with django_assert_num_queries(6):
            gather(rows)
