"""Grants as staff see them: the list, one grant, one milestone, and the agreement."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.audit.models import Event
from fund.common.downloads import csv_file, xlsx_file
from fund.common.pages import list_query, page_by_key, way_back, without_place
from fund.files.serving import serve
from grants.awards import lists
from grants.awards.available_actions import acts_of_award, acts_of_milestone, acts_of_requirement
from grants.awards.forms import GrantFilters
from grants.awards.models import Award, AwardQuerySet
from grants.awards.views._rows import milestone_of, staff_award
from grants.awards.views.mine import evidence_of, file_of_evidence
from grants.funding.models import Round
from grants.ledger.tables import area_table
from grants.places.models import Area

ORDER = ("-awarded_on", "-pk")
EVENTS_SHOWN = 60


@needs_role(*CASE_ROLES)
def grants(request: HttpRequest) -> HttpResponse:
    """All grants this person may see, filtered and paged."""
    rows, filters = _chosen(request)
    page = page_by_key(lists.with_list_facts(rows), request.GET, order=ORDER)
    paid = lists.paid_of(page.rows)
    count, amount = lists.totals_of(rows)
    context = {
        "filters": filters,
        "filtered": bool(filters.chosen()),
        "rows": [(row, lists.places_of(row), paid[row.pk]) for row in page.rows],
        "page": page,
        "says": page.says(count),
        "count": count,
        "amount": amount,
        "kept": without_place(request.GET),
        "back": way_back(request.GET),
    }
    return render(request, "awards/staff/grants.html", context)


@needs_role(*CASE_ROLES)
def grants_csv(request: HttpRequest) -> HttpResponseBase:
    rows = _chosen(request)[0].order_by(*ORDER)
    return csv_file("grants.csv", lists.HEADINGS, lists.sheet_rows(rows))


@needs_role(*CASE_ROLES)
def grants_xlsx(request: HttpRequest) -> HttpResponseBase:
    rows = _chosen(request)[0].order_by(*ORDER)
    return xlsx_file("grants.xlsx", lists.HEADINGS, lists.sheet_rows(rows), sheet="Grants")


@needs_role(*CASE_ROLES)
def grant(request: HttpRequest, reference: str) -> HttpResponse:
    """One grant: facts, areas, milestones, requirements, agreement, ledger and history."""
    award = staff_award(request, reference)
    user = current_user(request)
    requirements = award.requirements.select_related(
        "milestone", "waiver_asked_by", "waived_by", "accepted_by"
    )
    context = {
        "award": award,
        "acts": acts_of_award(award, user),
        "milestones": award.milestones.select_related("waiver_asked_by"),
        "requirements": [
            (number, each, acts_of_requirement(each, user))
            for number, each in enumerate(requirements.order_by("pk"), 1)
        ],
        "agreement": award.agreements.order_by("-number").first(),
        "areas": area_table(award.commitment),
        "entries": award.commitment.entries.select_related("by"),
        "events": Event.objects.for_case(award.reference)[:EVENTS_SHOWN],
        "list_query": list_query(request.GET),
    }
    return render(request, "awards/staff/grant.html", context)


@needs_role(*CASE_ROLES)
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """The agreement as both sides have it, ready to print."""
    award = staff_award(request, reference)
    latest = get_object_or_404(award.agreements.order_by("-number")[:1])
    return render(request, "awards/staff/agreement.html", {"award": award, "agreement": latest})


@needs_role(*CASE_ROLES)
def milestone(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One milestone with its evidence, and what can be done about it."""
    award = staff_award(request, reference)
    row = milestone_of(award, number)
    context = {"award": award, "milestone": row, "acts": acts_of_milestone(row, current_user(request))}
    return render(request, "awards/staff/milestone.html", {**context, **evidence_of(row)})


@needs_role(*CASE_ROLES)
def evidence_file(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponseBase:
    award = staff_award(request, reference)
    return serve(file_of_evidence(award, token), to=current_user(request))


def _chosen(request: HttpRequest) -> tuple[AwardQuerySet, GrantFilters]:
    user = current_user(request)
    rounds = list(Round.objects.visible_to(user).counting().only("slug", "name"))
    areas = list(Area.objects.neighbourhoods().current())
    filters = GrantFilters(request.GET, rounds=rounds, areas=areas)
    return lists.narrowed(Award.objects.for_staff(user), filters.chosen()), filters
