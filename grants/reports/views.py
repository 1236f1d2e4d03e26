"""Where the money goes, for everybody: the figures, the grants, and both as open data."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.common.downloads import csv_file, xlsx_file
from fund.common.pages import page_by_key
from grants.awards.models import Award
from grants.funding.models import Round
from grants.reports import exports
from grants.reports.asked import read_asked
from grants.reports.drawings import draw_bars, draw_map
from grants.reports.figures import Figures, read_figures
from grants.reports.forms import FigureFilters, GrantFilters
from grants.reports.grants import areas_of, balances_of, promised_in
from grants.reports.open_data import package_lines
from grants.reports.open_data_table import read_table
from grants.reports.sorting import sort_links, sort_places


def where(request: HttpRequest) -> HttpResponse:
    """The map, and the same figures in tables."""
    filters = FigureFilters(request.GET)
    figures = read_figures(filters.scope())
    context = {
        "filters": filters,
        "figures": figures,
        "map": draw_map(figures.wards),
        "bars": draw_bars(sort_places(figures.neighbourhoods, request.GET.get("sort", ""))),
        "wards": sort_places(figures.wards, request.GET.get("sort", "")),
        "sorts": sort_links(request.GET),
        "query": filters.query(),
        "licence": exports.licence(),
    }
    return render(request, "reports/where.html", context)


def where_csv(request: HttpRequest) -> HttpResponseBase:
    figures = read_figures(FigureFilters(request.GET).scope())
    rows = exports.public_rows(figures)
    return _licensed(csv_file("where-the-money-goes.csv", exports.PUBLIC_HEADINGS, rows))


def where_json(request: HttpRequest) -> HttpResponseBase:
    filters = FigureFilters(request.GET)
    figures = read_figures(filters.scope())
    response = JsonResponse(
        exports.as_json(figures, filters.names()), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    return _licensed(response)


def grants(request: HttpRequest) -> HttpResponse:
    """The list of grants that the public sees."""
    filters = GrantFilters(request.GET)
    shown = Award.objects.public().with_facts().prefetch_related("commitment__shares__area")
    found = filters.apply(shown)
    page = page_by_key(found, request.GET, order=("-awarded_on", "-pk"))
    count = found.count()
    amount = promised_in(found)
    context = {"filters": filters, "page": page, "says": page.says(count), "count": count, "amount": amount}
    return render(request, "reports/grants.html", context)


def grant(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything public about one grant."""
    award = get_object_or_404(Award.objects.public().with_facts(), reference=reference)
    promised, paid = balances_of(award)
    context = {"award": award, "promised": promised, "paid": paid, "areas": areas_of(award)}
    return render(request, "reports/grant.html", context)


def open_data(request: HttpRequest) -> HttpResponse:
    context = {"licence": exports.licence(), "grants": Award.objects.public().count()}
    return render(request, "reports/open_data.html", context)


def grants_json(request: HttpRequest) -> HttpResponseBase:
    return _licensed(StreamingHttpResponse(package_lines(), content_type="application/json; charset=utf-8"))


def grants_csv(request: HttpRequest) -> HttpResponseBase:
    return _licensed(csv_file("360giving.csv", *read_table()))


def grants_xlsx(request: HttpRequest) -> HttpResponseBase:
    return _licensed(xlsx_file("360giving.xlsx", *read_table(), sheet="360giving"))


@needs_role(*CASE_ROLES)
def money(request: HttpRequest) -> HttpResponse:
    """For staff: asked, awarded, paid and left."""
    filters, figures = _staff_figures(request)
    context = {"filters": filters, "figures": figures, "query": filters.query()}
    return render(request, "reports/money.html", context)


@needs_role(*CASE_ROLES)
def money_csv(request: HttpRequest) -> HttpResponseBase:
    rows = exports.staff_rows(_staff_figures(request)[1])
    return csv_file("money.csv", exports.STAFF_HEADINGS, rows)


@needs_role(*CASE_ROLES)
def money_xlsx(request: HttpRequest) -> HttpResponseBase:
    rows = exports.staff_rows(_staff_figures(request)[1])
    return xlsx_file("money.xlsx", exports.STAFF_HEADINGS, rows, sheet="money")


def _staff_figures(request: HttpRequest) -> tuple[FigureFilters, Figures]:
    """Only the funds that this person works on."""
    filters = FigureFilters(request.GET, rounds=Round.objects.visible_to(current_user(request)))
    scope = filters.scope()
    return filters, read_figures(scope, asked=read_asked(current_user(request), scope))


def _licensed(response: HttpResponseBase) -> HttpResponseBase:
    response["Link"] = f'<{exports.licence()[1]}>; rel="license"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
