"""The case screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.common.pages import list_query
from grants.applications.casework.similar import likenesses_of
from grants.applications.display import render_submission
from grants.applications.models import Application, Submission
from grants.applications.rules import can_transcribe
from grants.desk import case as reading
from grants.desk.cases import places_of
from grants.organisations.charity_check import standing_of


@needs_role(*CASE_ROLES)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    found = _find(request, reference)
    return render(request, "desk/case.html", _facts(request, found))


def _facts(request: HttpRequest, found: Application) -> dict[str, Any]:
    user = current_user(request)
    decision = reading.decision_of(found)
    submissions = reading.submissions_of(found)
    version = reading.chosen_version(submissions, request.GET.get("version", ""))
    return {
        "case": found,
        "places": places_of(found),
        "acts": reading.acts_of(found, user),
        "submissions": submissions,
        "version": version,
        "sections": render_submission(version) if version else [],
        "documents": reading.documents_of(found, version),
        "standing": standing_of(found.organisation, today=timezone.localdate()),
        "returns": list(found.returns.select_related("asked_by")),
        "may_transcribe": _is_said(version) and can_transcribe(user, found),
        "conflicts": list(found.conflicts.select_related("user", "recorded_by")),
        "assessments": reading.assessments_of(found, user),
        "likenesses": likenesses_of(found, user),
        "decision": decision,
        "award": getattr(decision, "award", None),
        "payments": reading.payments_of(found, user),
        "events": reading.history_of(found),
        "list_query": list_query(request.GET),
    }


def _is_said(version: Submission | None) -> bool:
    """Whether any of its answers is a recording."""
    return version is not None and any(document.get("plays") for document in version.documents)


def _find(request: HttpRequest, reference: str) -> Application:
    rows = reading.find_cases(current_user(request)).prefetch_related("shares__area__parent")
    return get_object_or_404(rows, reference=reference)
