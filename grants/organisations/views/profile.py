"""What a group shows of itself: its documents, and saying that things are still right."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.files.serving import serve
from grants.organisations import actions, profile, rules
from grants.organisations.forms import DocumentForm
from grants.organisations.models import Organisation
from grants.organisations.views._rows import own_group


@login_required
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """One press: what the buttons name is still right."""
    row = own_group(request, slug)
    if request.method == "POST":
        if not rules.can_edit(current_user(request), row):
            raise PermissionDenied
        try:
            actions.confirm_facts(row, request.POST.getlist("fact"), by=current_user(request))
            messages.success(request, "Thank you. It is marked as still right today.")
        except Refused as refused:
            messages.error(request, refused.sentence)
    return redirect("organisations:group", slug)


@login_required
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """The group's documents: to read for all of it, to keep for leads and editors."""
    row = own_group(request, slug)
    may_edit = rules.can_edit(current_user(request), row)
    adding = "kind" in request.POST
    form = DocumentForm(posted(request) if adding else None, request.FILES if adding else None)
    problem = ""
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        try:
            if not adding:
                return _act(request, row)
            if form.is_valid():
                added = actions.add_document(row, by=current_user(request), **form.cleaned_data)
                messages.success(request, f"{added} is added.")
                return redirect(request.path)
        except Refused as refused:
            if adding:
                form.add_error(refused.field or "upload", refused.sentence)
            else:
                problem = refused.sentence
    context = {
        "group": row,
        "documents": profile.documents(row),
        "form": form,
        "may_edit": may_edit,
        "problems": problem,
    }
    return render(request, "organisations/documents.html", context)


def _act(request: HttpRequest, row: Organisation) -> HttpResponse:
    """The buttons beside one document."""
    verb = actions.remove_document if "remove" in request.POST else actions.confirm_document
    try:
        token = uuid.UUID(request.POST.get("remove") or request.POST.get("confirm", ""))
    except ValueError:
        raise Refused("This document is no longer here.") from None
    document = get_object_or_404(row.documents.current(), file__token=token)
    verb(document, by=current_user(request))
    removed = "remove" in request.POST
    messages.success(request, f"{document} is {'removed' if removed else 'marked as still right today'}.")
    return redirect(request.path)


@login_required
def document(request: HttpRequest, slug: str, token: uuid.UUID) -> HttpResponse | FileResponse:
    """One document as a download, for the group's people."""
    row = own_group(request, slug)
    found = get_object_or_404(row.documents.select_related("file"), file__token=token)
    return serve(found.file, to=current_user(request))


@needs_role(*CASE_ROLES)
def staff_document(request: HttpRequest, slug: str, token: uuid.UUID) -> HttpResponse | FileResponse:
    """One document as a download, for staff."""
    row = get_object_or_404(Organisation, slug=slug)
    found = get_object_or_404(row.documents.select_related("file"), file__token=token)
    return serve(found.file, to=current_user(request))
