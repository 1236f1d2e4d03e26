"""Freezing forms and setting money aside."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from grants.funding.actions import archive_round, freeze_due_forms, freeze_form, set_aside
from grants.funding.models import Round
from tests.factories import make_fund, make_neighbourhood, make_round, make_user
from tests.visiting import client_of, page

pytestmark = pytest.mark.django_db


def test_new_round_starts_with_a_working_form() -> None:
    version = freeze_form(make_round())
    assert [question.id for question in version.definition] == [
        "title",
        "summary",
        "what-will-you-do",
        "dates",
        "areas",
        "amount",
        "milestones",
    ]
    assert [section["id"] for section in version.sections] == [
        "your-idea",
        "where-it-helps",
        "money-and-milestones",
    ]


def test_freezing_twice_makes_one_version() -> None:
    round_ = make_round()
    first = freeze_form(round_)
    assert freeze_form(Round.objects.get(pk=round_.pk)) == first


def test_changed_words_make_a_version_with_the_same_ids() -> None:
    round_ = make_round()
    first = freeze_form(round_)
    round_ = Round.objects.get(pk=round_.pk)
    round_.form.questions[0].value["questions"][2].value["label"] = "What will happen, and who will do it?"
    round_.form.save()
    second = freeze_form(round_)
    assert second.number == 2
    assert list(second.definition.by_id) == list(first.definition.by_id)
    assert list(second.definition)[2].label == "What will happen, and who will do it?"


def test_form_without_built_in_questions_is_refused() -> None:
    round_ = make_round()
    round_.form.questions = [("section", {"title": "Empty", "intro": "", "questions": []})]
    round_.form.save()
    with pytest.raises(Refused, match="title, amount, areas, milestones"):
        freeze_form(round_)


def test_sweep_freezes_what_has_opened_once() -> None:
    opened = make_round()
    make_round(opens_at=timezone.now() + timedelta(days=1))
    assert (freeze_due_forms(), freeze_due_forms()) == (1, 0)
    opened.refresh_from_db()
    assert opened.form_version is not None


def test_allocations_never_exceed_the_fund() -> None:
    fund = make_fund(total=Decimal("100.00"))
    first, second = make_round(fund=fund, allocation=None), make_round(fund=fund, allocation=None)
    set_aside(first, Decimal("60.00"), by=make_user())
    with pytest.raises(Refused, match="£0.01 more"):
        set_aside(second, Decimal("40.01"), by=make_user(), neighbourhood=make_neighbourhood())
    set_aside(second, Decimal("40.00"), by=make_user())
    set_aside(first, Decimal("50.00"), by=make_user())


def test_open_round_is_not_archived() -> None:
    with pytest.raises(Refused, match="once it has closed"):
        archive_round(make_round(), by=make_user())


def test_archived_round_leaves_the_list_and_can_be_brought_back() -> None:
    manager = client_of(make_user(Role.FUND_MANAGER))
    now = timezone.now()
    row = make_round(name="Long over", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=2))
    address = f"/staff/rounds/{row.slug}/"
    for _press in range(2):
        assert "Archived" in page(manager.post(f"{address}archive/", follow=True))
    assert "Long over" not in page(manager.get("/staff/rounds/"))
    assert "Long over" in page(manager.get("/staff/rounds/?archived=yes"))
    for _press in range(2):
        assert "Archive it" in page(manager.post(f"{address}bring-back/", follow=True))
    assert "Long over" in page(manager.get("/staff/rounds/"))
    verbs = [event.verb for event in Event.objects.about(row).order_by("pk")]
    assert verbs == ["round_archived", "round_brought_back"]
