"""One application that an officer types in for a group, until the group has confirmed it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.models import User
from fund.accounts.roles import OFFICERS, Role
from fund.common.forms import BaseForm, ConfirmForm
from fund.files.serving import serve
from grants.applications import actions, rules
from grants.applications.display import render_draft
from grants.applications.drafts import load_draft
from grants.applications.intake.forms import GiveUpForm, RecordForm, ScanForm
from grants.applications.models import Intake
from grants.applications.states import ApplicationState

Do = Callable[[Intake, dict[str, Any], User], object]
# Each act with its form, what it does, and what is said when it is done.
ACTS: dict[str, tuple[type[BaseForm], Do, str]] = {
    "scan": (
        ScanForm,
        lambda row, data, by: actions.add_scan(row, data["upload"], signed=data["signed"], by=by),
        "The scan is kept with the application.",
    ),
    "ask": (
        ConfirmForm,
        lambda row, data, by: actions.request_confirmation(row, by=by),
        "They get the answers by e-mail, with a link to confirm them.",
    ),
    "record": (
        RecordForm,
        lambda row, data, by: actions.record_confirmation(row, by=by, **data),
        "It is recorded. A second officer vouches for it, and then it is sent.",
    ),
    "vouch": (
        ConfirmForm,
        lambda row, data, by: actions.verify_confirmation(row, by=by),
        "It is sent, and counts from now on.",
    ),
    "over": (
        ConfirmForm,
        lambda row, data, by: actions.take_over_intake(row, by=by),
        "You type it in from now on.",
    ),
    "abandon_intake": (
        GiveUpForm,
        lambda row, data, by: actions.abandon_intake(row, reason=data["reason"], by=by),
        "It is given up, and kept.",
    ),
}


def _find(request: HttpRequest, reference: str) -> Intake:
    rows = Intake.objects.visible_to(current_user(request)).select_related(
        "application__round",
        "application__organisation",
        "application__response__form_version",
        "typed_by",
        "recorded_by",
        "confirmed_by",
    )
    return get_object_or_404(rows, application__reference=reference)


@needs_role(*OFFICERS, Role.AUDITOR)
def taken(request: HttpRequest, reference: str) -> HttpResponse:
    """Where it stands, all answers, and the ways to the group's word."""
    row = _find(request, reference)
    forms: dict[str, BaseForm] = {name: kind() for name, (kind, _do, _done) in ACTS.items()}
    if request.method == "POST":
        if not current_user(request).has_role(*OFFICERS):
            raise PermissionDenied
        name = request.POST.get("act", "")
        if name not in ACTS:
            raise Http404("There is no such act.")
        kind, do, done = ACTS[name]
        form = forms[name] = kind(request.POST, request.FILES)
        if form.is_valid():
            with form.showing_refusals():
                do(row, form.cleaned_data, current_user(request))
                messages.success(request, done)
                return redirect("applications:intake", reference)
        return _page(request, row, forms, form)
    return _page(request, row, forms)


def _page(
    request: HttpRequest, row: Intake, forms: dict[str, BaseForm], form: BaseForm | None = None
) -> HttpResponse:
    draft, by = load_draft(row.application), current_user(request)
    unsent = row.application.state in (ApplicationState.DRAFT, ApplicationState.RETURNED)
    left = list(draft.problems()) if unsent else []
    context = {
        "intake": row,
        "application": row.application,
        "forms": forms,
        "form": form,
        "scans": row.scans.select_related("file", "added_by"),
        "sections": render_draft(draft),
        "left": left,
        "late": rules.is_late(row.application),
        "closes": rules.shown_close(row.application),
        "open": unsent and by.has_role(*OFFICERS) and not (row.confirmed_at and row.method == "own"),
        "types": rules.types_for(by, row.application),
        "may_vouch": row.recorded_by_id not in (None, by.pk),
    }
    return render(request, "applications/taken.html", context)


@needs_role(*OFFICERS, Role.AUDITOR)
def scan(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponseBase:
    """A scan of the paper, as a download."""
    found = get_object_or_404(_find(request, reference).scans.select_related("file"), file__token=token)
    return serve(found.file, to=current_user(request))
