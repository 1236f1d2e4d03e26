"""The public and staff reports, from outside."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from fund.accounts.roles import Role
from grants.awards.states import AwardState
from grants.funding.models import FundLimit
from tests.factories import (
    make_fund,
    make_neighbourhood,
    make_past_award,
    make_round,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db


def _rows(response: Any) -> list[dict[str, str]]:
    content = b"".join(response) if response.streaming else response.content
    return list(csv.DictReader(StringIO(content.decode())))


def test_page_csv_and_json_show_the_same_figures(client: Client) -> None:
    part = make_neighbourhood(name="Leigh")
    ward = make_ward(name="Leigh West", parent=part, population=100, deprivation=10)
    make_past_award(None, (ward, 100), amount=Decimal("1234.56"), paid=200)
    assert "£1,234.56" in client.get("/where-the-money-goes/").content.decode()
    rows = {(row["Shown by"], row["Name"]): row for row in _rows(client.get("/where-the-money-goes.csv"))}
    assert rows[("Ward", "Leigh West")]["Awarded"] == "1234.56"
    assert rows[("Neighbourhood", "Leigh")]["Awarded a head"] == "12.35"
    assert rows[("Total", "Everything")]["Paid"] == "200.00"
    response = client.get("/where-the-money-goes.json")
    assert "nationalarchives" in response["Link"]
    data = response.json()
    assert (data["total"]["awarded"], data["wards"][0]["paid"]) == (1234.56, 200)
    assert data["licence"]["name"] == "Open Government Licence v3.0"


def test_filters_reach_the_downloads(client: Client) -> None:
    round_ = make_round(allocation=5000, slug="spring")
    make_past_award(round_, amount=100, awarded_on=date(2016, 1, 1))
    make_past_award(None, amount=50)
    page = client.get("/where-the-money-goes/?round=spring&year=2016&sort=-promised").content.decode()
    assert "/where-the-money-goes.csv?round=spring&amp;year=2016" in page
    assert '<input type="hidden" name="sort" value="-promised">' in page
    data = client.get("/where-the-money-goes.json?round=spring&year=2016").json()
    assert (data["total"]["awarded"], data["filters"]) == (100, {"round": "spring", "year": 2016})


@pytest.mark.parametrize(
    "query", ["round=nothing", "year=abc", "fund=%00", "sort=drop", "year=99999", "round=&fund="]
)
def test_nonsense_filters_nothing(client: Client, query: str) -> None:
    make_past_award(amount=100)
    for address in ("/where-the-money-goes/", "/where-the-money-goes/grants/", "/where-the-money-goes.json"):
        assert client.get(f"{address}?{query}").status_code == 200
    assert client.get(f"/where-the-money-goes.json?{query}").json()["total"]["awarded"] == 100


def test_sorting_turns_round(client: Client) -> None:
    for name, amount in (("Aspull", 10), ("Bryn", 30), ("Ince", 20)):
        make_past_award(None, (make_ward(name=name), 100), amount=amount)
    assert _wards(client, "") == ["Aspull", "Bryn", "Ince"]
    assert _wards(client, "?sort=-promised") == ["Bryn", "Ince", "Aspull"]
    page = client.get("/where-the-money-goes/?sort=-promised").content.decode()
    assert 'aria-sort="descending"><a href="?sort=promised"' in page


def _wards(client: Client, query: str) -> list[str]:
    return [place.name for place in client.get(f"/where-the-money-goes/{query}").context["wards"]]


def test_nothing_awarded_yet_is_said(client: Client) -> None:
    assert "No money to show" in client.get("/where-the-money-goes/").content.decode()


@pytest.mark.parametrize("address", ["/where-the-money-goes/", "/where-the-money-goes/grants/"])
def test_pages_cost_the_same_with_one_and_three(
    client: Client, address: str, django_assert_num_queries: Any
) -> None:
    expected = {"/where-the-money-goes/": 8, "/where-the-money-goes/grants/": 8}[address]
    make_past_award()
    client.get(address)
    with django_assert_num_queries(expected):
        client.get(address)
    make_past_award()
    make_past_award()
    client.get(address)
    with django_assert_num_queries(expected):
        client.get(address)


def test_grants_are_found_by_words_place_round_and_year(client: Client) -> None:
    part = make_neighbourhood(code="leigh")
    ward = make_ward(parent=part, code="E1")
    round_ = make_round(allocation=5000, slug="spring")
    wanted = make_past_award(round_, (ward, 100), title="Men in a shed", awarded_on=date(2016, 1, 1))
    make_past_award(title="Street dinners")
    make_past_award(title="Never began", state=AwardState.LAPSED, reason="It never began.")
    for query in ("q=shed+men", f"q={wanted.organisation.name.replace(' ', '+')}", "place=leigh", "place=E1",
                  "round=spring", "year=2016"):  # fmt: skip
        found = client.get(f"/where-the-money-goes/grants/?{query}").context["page"].rows
        assert found == [wanted], query
    page = client.get("/where-the-money-goes/grants/").content.decode()
    assert "2 grants, £2,000 awarded" in page
    assert "1 grant, £1,000 awarded" in client.get("/where-the-money-goes/grants/?q=shed").content.decode()
    assert "No grant found" in client.get("/where-the-money-goes/grants/?q=zebra").content.decode()
    everything = client.get("/where-the-money-goes/grants/").context["page"].rows
    assert len(everything) == 2


def test_long_list_goes_on(client: Client) -> None:
    round_ = make_round(allocation=1_000_000)
    for _number in range(27):
        make_past_award(round_)
    first = client.get("/where-the-money-goes/grants/")
    second = client.get(f"/where-the-money-goes/grants/?{first.context['page'].next}")
    assert [len(page.context["page"].rows) for page in (first, second)] == [25, 2]
    assert second.context["says"] == "26 to 27 of 27"


def test_grant_page_says_what_the_ledger_says(client: Client) -> None:
    shares = ((make_ward(name="Aspull"), 60), (make_ward(name="Bryn"), 40))
    award = make_past_award(None, *shares, amount=1000, paid=250, reference="360G-old/12 A")
    text = client.get(reverse("reports:grant", args=[award.reference])).content.decode()
    for words in (
        "£1,000",
        "£250",
        "£600",
        "£400",
        "£150",
        "£100",
        "Aspull",
        "Bryn",
        award.organisation.name,
    ):
        assert words in text


def test_lapsed_grant_has_no_page(client: Client) -> None:
    award = make_past_award(state=AwardState.LAPSED, reason="It never began.")
    assert client.get(reverse("reports:grant", args=[award.reference])).status_code == 404


def test_staff_see_only_the_funds_they_work_on(client: Client) -> None:
    ours = make_round(allocation=5000, fund=make_fund(total=5000))
    make_past_award(ours, amount=100, paid=40)
    make_past_award(None, amount=7000)
    officer = make_user(Role.GRANTS_OFFICER)
    FundLimit.objects.create(user=officer, fund=ours.fund)
    client.force_login(officer)
    figures = client.get("/staff/reports/").context["figures"]
    assert (figures.promised, figures.paid, figures.left) == (100, 40, 4900)


def test_staff_download_what_they_see(client: Client) -> None:
    make_past_award(make_round(allocation=5000), amount=100, paid=40)
    client.force_login(make_user(Role.FUND_MANAGER))
    total = _rows(client.get("/staff/reports/money.csv"))[-1]
    assert (total["Awarded"], total["Paid"], total["Asked for"]) == ("100.00", "40.00", "0.00")
    book = openpyxl.load_workbook(BytesIO(b"".join(client.get("/staff/reports/money.xlsx"))))
    assert [cell.value for cell in list(book.active.rows)[-1]][4:7] == [0, 100, 40]
