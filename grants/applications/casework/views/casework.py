"""The acts of officers on one application, each on a page of its own that asks before it is done."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fund.accounts.gates import current_user
from fund.common.forms import BaseForm, ConfirmForm, posted
from fund.files.serving import play
from grants.applications import actions, rules
from grants.applications.casework.eligibility import facts_of
from grants.applications.display import render_submission
from grants.applications.forms import ExtendForm, IneligibleForm, ReturnForm
from grants.applications.models import Application, EligibilityCheck
from grants.applications.states import ApplicationState
from grants.applications.views._rows import PARTS, case, case_address


def _act(
    request: HttpRequest,
    row: Application,
    form: BaseForm,
    do: Callable[[dict[str, Any]], object],
    *,
    done: str,
    template: str,
    **context: Any,
) -> HttpResponse:
    """Show the page; when posted and in order, do it and go back to the case."""
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            do(form.cleaned_data)
            messages.success(request, done)
            return redirect(context.get("after") or case_address(row))
    shown: dict[str, Any] = {"application": row, "form": form, "back": case_address(row), **context}
    return render(request, f"applications/{template}.html", shown)


def _too_late(request: HttpRequest, row: Application) -> HttpResponse:
    """Lead an officer who pressed twice, or in an old window, to where the case stands. Others may not."""
    if row.round.is_test or not rules.is_officer_for(current_user(request), row):
        raise PermissionDenied
    said = f"{row.reference} is “{row.get_state_display()}” now, so that can't be done."
    to_check = row.state in (ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE)
    if to_check and rules.typed_it(current_user(request), row):
        said = "You typed it in for the group, so another officer checks it."
    messages.error(request, said)
    return redirect(case_address(row))


@login_required
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """The facts against the round's rules; then pass it."""
    row = case(request, reference)
    if not rules.can_check(current_user(request), row):
        return _too_late(request, row)
    submission = row.submissions.select_related("form_version").first()
    facts = facts_of(row, submission) if submission else []
    return _act(
        request,
        row,
        ConfirmForm(posted(request)),
        lambda data: actions.pass_check(row, by=current_user(request)),
        done=f"{reference} is checked and ready for the panel.",
        template="case_check",
        facts=facts,
        answered=row.returns.select_related("asked_by").exclude(answered_at=None).first(),
        eligibility_check=EligibilityCheck.objects.filter(application=row).first(),
        sections=render_submission(submission) if submission else [],
        files_at="applications:case_file",
    )


@login_required
def give_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the group a question, and open some answers again."""
    row = case(request, reference)
    if not rules.can_return(current_user(request), row):
        return _too_late(request, row)
    form = ReturnForm(posted(request), application=row)
    return _act(
        request,
        row,
        form,
        lambda data: actions.return_application(
            row, message=data["message"], questions=data["questions"], by=current_user(request)
        ),
        done=f"{row.organisation} has your question.",
        template="case_return",
    )


@login_required
def ineligible(request: HttpRequest, reference: str) -> HttpResponse:
    """Say why it can go no further."""
    row = case(request, reference)
    if not rules.can_find_ineligible(current_user(request), row):
        return _too_late(request, row)
    return _act(
        request,
        row,
        IneligibleForm(posted(request)),
        lambda data: actions.find_ineligible(row, reason=data["reason"], by=current_user(request)),
        done=f"{reference} goes no further, and {row.organisation} has your reason.",
        template="case_ineligible",
    )


@login_required
def to_panel(request: HttpRequest, reference: str) -> HttpResponse:
    """Put it before the panel."""
    row = case(request, reference)
    if not rules.can_pass_to_panel(current_user(request), row):
        return _too_late(request, row)
    return _act(
        request,
        row,
        ConfirmForm(posted(request)),
        lambda data: actions.pass_to_panel(row, by=current_user(request)),
        done=f"{reference} is with the panel.",
        template="case_to_panel",
        untyped=row.recordings.without_transcript().select_related("file"),
    )


@login_required
def extend(request: HttpRequest, reference: str) -> HttpResponse:
    """Give one group longer. Officers reach a draft here, and see nothing of what is in it."""
    rows = Application.objects.extendable_by(current_user(request)).select_related(*PARTS)
    row = get_object_or_404(rows, reference=reference)
    if not rules.can_extend(current_user(request), row):
        raise PermissionDenied
    return _act(
        request,
        row,
        ExtendForm(posted(request)),
        lambda data: actions.extend_deadline(row, **data, by=current_user(request)),
        done=f"{row.organisation} has longer, and a letter that says so.",
        template="case_extend",
        back=reverse("applications:unsent", args=[row.round.slug]),
        after=reverse("applications:unsent", args=[row.round.slug]),
    )


@login_required
def case_file(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponseBase:
    """A file that was sent with an application, for casework."""
    row = case(request, reference)
    attachment = get_object_or_404(row.response.files.select_related("file"), file__token=token)
    sent = any(str(token) == document["token"] for sub in row.submissions.all() for document in sub.documents)
    if not sent:
        raise PermissionDenied
    return play(attachment.file, to=current_user(request), part=request.headers.get("Range", ""))
