"""The case list: who sees what, filters, orders, totals, pages, and what it costs."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import Application, ApplicationShare, Return
from grants.applications.states import ApplicationState as S
from grants.assessment.states import AssessmentState, DecisionState
from tests.factories import (
    make_application,
    make_assessment,
    make_conflict,
    make_decision,
    make_neighbourhood,
    make_organisation,
    make_round,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
QUERIES = 9


def officer_client(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or make_user(Role.GRANTS_OFFICER))
    return client


def shown(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/staff/applications/{query}")
    assert response.status_code == 200
    return [case.reference for case, _places, _waiting in response.context["cases"]]


def make_sent(count: int = 1, **fields: Any) -> list[Application]:
    now = timezone.now()
    ward = make_ward(parent=make_neighbourhood())
    return [
        make_application(state=S.SUBMITTED, area=ward, submitted_at=now - timedelta(hours=number), **fields)
        for number in range(count)
    ]


def test_list_shows_what_was_sent_newest_first() -> None:
    sent = make_sent(3)
    make_application(state=S.DRAFT)
    make_application(state=S.EXPIRED)
    make_application(state=S.WITHDRAWN, submitted_at=None)
    assert shown(officer_client()) == [case.reference for case in sent]


def test_list_hides_conflicts_from_list_totals_and_exports() -> None:
    conflicted, other = make_sent(2)
    user = make_user(Role.GRANTS_OFFICER)
    make_conflict(conflicted, user)
    client = officer_client(user)
    assert shown(client) == [other.reference]
    assert client.get("/staff/applications/").context["totals"].count == 1
    assert conflicted.reference not in b"".join(client.get("/staff/applications/export.csv")).decode()
    assert client.get(f"/staff/applications/{conflicted.reference}/").status_code == 404
    assert conflicted.reference not in client.get(
        f"/staff/search/?q={conflicted.reference}"
    ).content.decode().replace(f'value="{conflicted.reference}"', "").replace(
        f"Search: {conflicted.reference}", ""
    )


def test_filters_narrow_list_and_totals() -> None:
    round_ = make_round()
    neighbourhood = make_neighbourhood()
    group = make_organisation(name="Platt Bridge Boxing")
    wanted = make_application(
        round_,
        group,
        state=S.ELIGIBLE,
        area=make_ward(parent=neighbourhood),
        amount=Decimal("38500.00"),
        title="Gloves for all",
        summary="Evenings in the hall",
    )
    other = make_sent(1)[0]
    client = officer_client()
    for query in [
        f"?q={wanted.reference.lower()}",
        "?q=boxing+gloves",
        "?q=hall",
        f"?round={round_.slug}",
        "?state=eligible",
        f"?area={neighbourhood.code}",
        "?waiting=panel",
        f"?q=platt&round={round_.slug}&state=eligible&area={neighbourhood.code}&waiting=panel",
    ]:
        assert shown(client, query) == [wanted.reference], query
        totals = client.get(f"/staff/applications/{query}").context["totals"]
        assert (totals.count, totals.asked) == (1, Decimal("38500.00"))
    assert shown(client, "?q=zebra") == []
    assert shown(client, "?state=nonsense&round=nowhere&after=x") == [other.reference, wanted.reference]


@pytest.mark.parametrize("order", ["sent", "reference", "-reference", "asked", "-asked", "group", "-group"])
def test_orders_walk_all_pages(order: str) -> None:
    now = timezone.now()
    ward = make_ward()
    for number in range(28):
        amount = Decimal(1000 + number % 3)
        make_application(
            state=S.SUBMITTED, area=ward, submitted_at=now - timedelta(hours=number % 5), amount=amount
        )
    client = officer_client()
    first = client.get(f"/staff/applications/?sort={order}")
    second = client.get("/staff/applications/?" + first.context["page"].next)
    seen = [case for response in (first, second) for case, _places, _waiting in response.context["cases"]]
    assert len({case.pk for case in seen}) == len(seen) == 28
    assert first.context["says"] == "1 to 25 of 28"
    assert second.context["says"] == "26 to 28 of 28"
    value = {
        "sent": lambda case: case.submitted_at,
        "reference": lambda case: case.reference,
        "asked": lambda case: case.amount,
        "group": lambda case: case.organisation.name,
    }[order.removeprefix("-")]
    values = [value(case) for case in seen]
    assert values == sorted(values, reverse=order.startswith("-"))


def test_waiting_on_says_what_comes_next() -> None:
    now = timezone.now()
    person = make_user()
    cases = {
        state: make_application(state=state)
        for state in (S.SUBMITTED, S.RETURNED, S.ELIGIBLE, S.UNDER_ASSESSMENT, S.DECIDED, S.INELIGIBLE)
    }
    Return.objects.create(
        application=cases[S.RETURNED],
        message="Which hall?",
        asked_by=person,
        asked_at=now - timedelta(days=3, hours=1),
    )
    scored, halfway, agreed = (make_application(state=S.UNDER_ASSESSMENT) for _ in range(3))
    make_assessment(scored, person, state=AssessmentState.SUBMITTED)
    make_assessment(halfway, person, state=AssessmentState.SUBMITTED)
    make_assessment(halfway, make_user())
    make_assessment(halfway, make_user(), state=AssessmentState.RECUSED)
    make_decision(agreed, state=DecisionState.AGREED)
    response = officer_client().get("/staff/applications/")
    waiting = {case.pk: words for case, _places, words in response.context["cases"]}
    assert waiting == {
        cases[S.SUBMITTED].pk: "A check",
        cases[S.RETURNED].pk: "The group, 3 days",
        cases[S.ELIGIBLE].pk: "Going to the panel",
        cases[S.UNDER_ASSESSMENT].pk: "Assignment",
        cases[S.DECIDED].pk: "",
        cases[S.INELIGIBLE].pk: "",
        scored.pk: "A decision",
        halfway.pk: "1 of 2 scores",
        agreed.pk: "Release",
    }
    for name, case in {
        "assignment": cases[S.UNDER_ASSESSMENT],
        "scores": halfway,
        "decision": scored,
    }.items():
        assert shown(officer_client(), f"?waiting={name}") == [case.reference]


def test_places_are_neighbourhoods_with_shares() -> None:
    case = make_sent(1)[0]
    leigh, hindley = make_neighbourhood(name="Leigh"), make_neighbourhood(name="Hindley")
    case.shares.all().delete()
    for ward, percent in [(make_ward(parent=hindley), "40"), (make_ward(parent=leigh), "35.5")]:
        ApplicationShare.objects.create(application=case, area=ward, percent=percent)
    ApplicationShare.objects.create(application=case, area=make_ward(parent=leigh), percent="24.5")
    response = officer_client().get("/staff/applications/")
    assert [places for _case, places, _waiting in response.context["cases"]] == ["Leigh 60%; Hindley 40%"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    make_sent(rows)
    client = officer_client()
    client.get("/staff/applications/")
    with django_assert_num_queries(QUERIES):
        client.get("/staff/applications/?state=submitted")


def test_exports_hold_the_filtered_rows() -> None:
    case, _other = make_sent(2)
    Application.objects.filter(pk=case.pk).update(title="=SUM(A1)", state=S.RETURNED)
    client = officer_client()
    lines = b"".join(client.get("/staff/applications/export.csv?state=returned")).decode().splitlines()
    assert len(lines) == 2
    assert "'=SUM(A1)" in lines[1]
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client.get("/staff/applications/export.xlsx?state=returned")))
    )
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Reference", case.reference]
    assert client.get("/staff/applications/export.pdf").status_code == 404


def test_case_leads_back_to_the_list_it_came_from() -> None:
    case = make_sent(1)[0]
    client = officer_client()
    html = client.get("/staff/applications/?q=plan&sort=asked").content.decode()
    link = f"/staff/applications/{case.reference}/?list=q%3Dplan%26sort%3Dasked"
    assert link in html
    assert "/staff/applications/?q=plan&amp;sort=asked" in client.get(link).content.decode()


def test_case_leads_to_the_messages_with_its_group() -> None:
    case = make_sent(1)[0]
    address = f"/staff/applications/{case.reference}/messages/"
    client = officer_client()
    assert f'href="{address}"' in client.get(f"/staff/applications/{case.reference}/").content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="its trigrams are PostgreSQL's")
def test_words_of_a_title_or_summary_are_found_by_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    said = Application.objects.filter(Q(title__icontains="growers") | Q(summary__icontains="growers"))
    assert said.order_by().explain().count("application_words") == 2
