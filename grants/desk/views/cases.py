"""The case list and its exports."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone

from fund.accounts.gates import needs_role
from fund.accounts.models import User
from fund.accounts.roles import CASE_ROLES
from fund.common.dates import LONDON
from fund.common.pages import page_by_key, way_back, without_place
from grants.applications.models import Application, ApplicationQuerySet
from grants.desk import exports
from grants.desk.cases import (
    FILLED,
    FIRST_ORDER,
    ORDERS,
    cases_of,
    places_of,
    totals_of,
    waiting_on,
)
from grants.desk.cases import with_list_facts as with_facts
from grants.desk.forms import CaseFilters
from grants.funding.models import Round
from grants.places.models import Area

COLUMNS = [
    ("Reference", "reference", False),
    ("Group", "group", False),
    ("Neighbourhood", "", False),
    ("Asked", "asked", True),
    ("State", "", False),
    ("Waiting on", "", False),
    ("Sent", "sent", True),
]


@needs_role(*CASE_ROLES)
def case_list(request: HttpRequest) -> HttpResponse:
    rows, filters = _chosen(request)
    page = page_by_key(with_facts(rows), request.GET, order=ORDERS[filters.order], filled=FILLED)
    now = timezone.now()
    totals = totals_of(rows)
    cases = [(case, places_of(case), waiting_on(case, now)) for case in page.rows]
    return render(
        request,
        "desk/case_list.html",
        {
            "filters": filters,
            "filtered": bool(filters.chosen().keys() - {"sort"}),
            "cases": cases,
            "page": page,
            "says": page.says(totals.count),
            "totals": totals,
            "columns": _columns(request.GET, filters.order),
            "kept": without_place(request.GET),
            "back": way_back(request.GET),
        },
    )


@needs_role(*CASE_ROLES)
def case_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    rows, filters = _chosen(request)
    cases: QuerySet[Application] = with_facts(rows).order_by(*ORDERS[filters.order])
    if kind == "csv":
        return exports.as_csv(cases)
    if kind == "xlsx":
        return exports.as_xlsx(cases)
    raise Http404


def _chosen(request: HttpRequest) -> tuple[ApplicationQuerySet, CaseFilters]:
    """The rows that the filters leave, and the filters. Three queries, and one more when rows are read."""
    user = request.user
    assert isinstance(user, User)
    rounds = list(Round.objects.visible_to(user).only("pk", "slug", "name", "is_test"))
    areas = list(Area.objects.current().neighbourhoods().only("pk", "code", "name", "short_name"))
    filters = CaseFilters(request.GET, rounds=rounds, areas=areas)
    today = timezone.now().astimezone(LONDON).date()
    return cases_of(user, filters.chosen(), today=today), filters


def _columns(params: QueryDict, order: str) -> list[dict[str, Any]]:
    """The headings: each with the query that sorts by it, and how it is sorted now."""
    found = []
    for words, name, is_number in COLUMNS:
        sorted_now = {name: "ascending", f"-{name}": "descending"}.get(order, "") if name else ""
        other = name if order == f"-{name}" or (order != name and not is_number) else f"-{name}"
        query = QueryDict(without_place(params), mutable=True)
        query["sort"] = other
        if other == FIRST_ORDER:
            query.pop("sort")
        found.append(
            {
                "words": words,
                "query": query.urlencode() if name else "",
                "sortable": bool(name),
                "sorted": sorted_now,
                "is_number": is_number,
            }
        )
    return found
