"""The demonstration: whole, always the same, with books that agree, and never over somebody's rows."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

from cms.models import RoundPage, StoryPage
from fund.accounts.models import User
from fund.audit.models import Event
from fund.demo.build import build
from fund.demo.names import street_of, town_of
from fund.demo.people import ACCOUNTS
from fund.notifications.models import Letter
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.models import Award
from grants.forms.models import QuestionSet
from grants.funding.models import Round
from grants.ledger.models import EntryShare
from grants.payments.models import Payment
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_demonstration_is_whole_and_its_books_agree() -> None:
    call_command("seed_demo", today=TODAY, verbosity=0)
    assert {user.email for user in User.objects.filter(email__endswith="@demo.example")} == {
        account.email for account in ACCOUNTS
    }
    past = Award.objects.filter(commitment__round__fund__slug="community-investment-fund")
    total = past.aggregate(total=Sum("amount"))["total"]
    assert past.count() == 560
    assert 9_500_000 < total < 10_000_000
    assert set(Application.objects.values_list("state", flat=True)) == set(ApplicationState.values)
    assert set(Payment.objects.values_list("state", flat=True)) == {"raised", "approved", "sent", "paid"}
    assert StoryPage.objects.live().count() == 6
    assert RoundPage.objects.live().count() == Round.objects.counting().count() == 13
    assert Round.objects.get(is_test=True).applications.get().state == ApplicationState.SUBMITTED
    assert [row.labels for row in QuestionSet.objects.all()] != []
    small = Round.objects.get(slug="small-investments").form_version
    assert [len(section.questions) for section in small.definition.sections] == [8]
    big = Round.objects.get(slug="big-ideas").form_version
    assert sum(question.show_if is not None for question in big.definition) == 2
    assert not Event.objects.filter(at__date__gt=TODAY).exists()
    assert Letter.objects.filter(state="failed").count() == 1
    out = StringIO()
    call_command("check_books", stdout=out)
    assert "The books agree." in out.getvalue()
    most, least = (
        EntryShare.objects.filter(area__code=code, entry__account="promised").aggregate(t=Sum("amount"))["t"]
        for code in ("E05015000", "E05015012")
    )
    assert most > 3 * least


def built_and_undone(applications: int) -> list[Any]:
    """What one building makes, which is then undone."""
    with transaction.atomic():
        build(TODAY, applications=applications)
        found = [
            *Application.objects.order_by("reference").values_list(
                "reference", "title", "amount", "submitted_at"
            ),
            *Award.objects.order_by("reference").values_list("reference", "amount", "state"),
            *Event.objects.order_by("pk").values_list("verb", "at", "case_reference"),
        ]
        transaction.set_rollback(True)
    return found


def test_demonstration_is_the_same_each_time_and_scales() -> None:
    first, second = built_and_undone(25), built_and_undone(25)
    assert first == second
    assert sum(str(row[0]).startswith("B2013-1") for row in first) > 0


def test_demonstration_refuses_a_database_in_use() -> None:
    make_user()
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_demo", verbosity=0)


def test_demonstration_refuses_production(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("seed_demo", verbosity=0)


@pytest.mark.parametrize(
    ("name", "street"),
    [("Beacon Fold Repair Café", "Beacon Fold"), ("Dray Horse Kitchen", "Dray Horse Street")],
)
def test_made_up_address_is_a_street_and_no_part_of_what_the_group_does(name: str, street: str) -> None:
    assert street_of(name) == street
    assert (town_of("WN71AJ"), town_of("WN1 1AA")) == ("Leigh", "Wigan")
