"""Checking the answers, sending them, the receipt, and taking an application back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fund.accounts.gates import current_user
from fund.common.errors import Refused
from fund.common.forms import ConfirmForm, posted
from grants.applications import actions, rules
from grants.applications.display import render_draft, render_submission
from grants.applications.drafts import load_draft
from grants.applications.forms import DeclarationForm
from grants.applications.models import Application
from grants.applications.progress import to_fix, unchanged
from grants.applications.views._rows import own_application, reachable_application
from grants.organisations import profile
from grants.organisations.charity_check import standing_of


@login_required
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """All answers on one page, with what needs fixing, and the button that sends them."""
    row = reachable_application(request, reference)
    if row.state not in rules.WRITABLE:
        name = "receipt" if row.submissions.exists() else "application"
        return redirect(f"applications:{name}", reference)
    if actions.follow_form(row, by=current_user(request)):
        return redirect("applications:application", reference)
    form = DeclarationForm(posted(request))
    refusal = ""
    if request.method == "POST":
        if not rules.can_send(current_user(request), row):
            raise PermissionDenied
        if {"ask", "confirm"} & set(request.POST):
            form, refusal = DeclarationForm(), _second_person(request, row)
        elif form.is_valid():
            try:
                actions.process_arrived_uploads(row)
                actions.submit_application(row, by=current_user(request))
            except Refused as refused:
                refusal = refused.sentence
            else:
                return redirect("applications:receipt", reference)
    context = {**_what_would_be_sent(request, row), "form": form, "problems": refusal}
    return render(request, "applications/check.html", context)


def _what_would_be_sent(request: HttpRequest, row: Application) -> dict[str, Any]:
    draft, by = load_draft(row), current_user(request)
    helping = not rules.writes_for(by, row.organisation) and rules.types_for(by, row)
    return {
        "application": row,
        "sections": render_draft(draft),
        "to_fix": to_fix(draft),
        "asked": draft.asked,
        "as_sent": unchanged(draft),
        "open_ids": [section.id for section in draft.open_sections()],
        "holders": actions.holders_of(draft) if row.round.second_person else [],
        "lacks_second": actions.needs_second_person(row, by, draft),
        "may_send": rules.can_send(by, row),
        "helping": helping,
        "typed_for_us": row.is_intake and not helping,
        "late": rules.is_late(row),
        "group": row.organisation,
        "facts": profile.facts(row.organisation),
        "documents": profile.documents(row.organisation),
        "standing": standing_of(row.organisation, today=timezone.localdate()),
    }


def _second_person(request: HttpRequest, row: Application) -> str:
    """Ask the others of the group to confirm it, or confirm it. The sentence that refuses, if one does."""
    try:
        if "confirm" in request.POST:
            actions.sign_off(row, by=current_user(request))
            messages.success(request, "You have confirmed it. It holds until an answer changes.")
        else:
            actions.ask_for_sign_off(row, by=current_user(request))
            messages.success(request, "The others of your group have a letter that asks them.")
    except Refused as refused:
        return refused.sentence
    return ""


@login_required
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The proof of what was sent last, with a copy of every answer."""
    row = own_application(request, reference)
    submission = row.submissions.select_related("form_version", "submitted_by").first()
    if submission is None:
        raise Http404("Nothing was sent yet.")
    context = {
        "application": row,
        "submission": submission,
        "sections": render_submission(submission),
        "files_at": "applications:file",
    }
    return render(request, "applications/receipt.html", context)


@login_required
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once more, then take the application back."""
    row = own_application(request, reference)
    if not rules.can_withdraw(current_user(request), row):
        raise PermissionDenied
    form = ConfirmForm(posted(request))
    if request.method == "POST":
        with form.showing_refusals():
            actions.withdraw_application(row, by=current_user(request))
            messages.success(request, f"You have withdrawn {reference}.")
            return redirect("applications:application", reference)
    return render(request, "applications/withdraw.html", {"application": row, "form": form})
