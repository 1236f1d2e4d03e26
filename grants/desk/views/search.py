"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from grants.desk.forms import SearchForm
from grants.desk.searching import search


@needs_role(*CASE_ROLES)
def search_everything(request: HttpRequest) -> HttpResponse:
    filters = SearchForm(request.GET)
    text = str(filters.chosen().get("q", "")).strip()
    results = search(current_user(request), text) if text else None
    return render(request, "desk/search.html", {"filters": filters, "text": text, "results": results})
