"""Typing out what is said in recordings."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES, OFFICERS
from fund.common.forms import posted
from fund.common.pages import page_by_key
from grants.applications import actions, rules
from grants.applications.forms import TranscriptForm
from grants.applications.models import Application, Recording
from grants.applications.views._rows import case, case_address
from grants.applications.views._stashed import has_stashed_post, take_stashed


@has_stashed_post
def transcript(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponse:
    """The recording, the words as they stand, and those that stood before."""
    row = case(request, reference)
    if not rules.can_transcribe(current_user(request), row):
        raise PermissionDenied
    recording = get_object_or_404(row.recordings.select_related("file", "application"), file__token=token)
    versions = list(recording.transcripts.select_related("written_by"))
    held = take_stashed(request)
    words = held.get("words", "") if held else versions[0].words if versions else ""
    form = TranscriptForm(posted(request), initial={"words": words})
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.write_transcript(recording, words=form.cleaned_data["words"], by=current_user(request))
            messages.success(
                request, "The transcript stands beside the recording, and the group can read it."
            )
            return redirect(case_address(row))
    label = question.label if (question := row.form_version.definition.by_id.get(recording.question)) else ""
    context = {
        "application": row,
        "recording": recording,
        "versions": versions,
        "form": form,
        "label": label,
        "back": case_address(row),
    }
    return render(request, "applications/case_transcript.html", context)


@needs_role(*CASE_ROLES)
def waiting(request: HttpRequest) -> HttpResponse:
    """The recordings that nobody has typed out yet, the oldest first."""
    cases = Application.objects.for_staff(current_user(request))
    rows = Recording.objects.without_transcript().filter(application__in=cases)
    rows = rows.select_related("application__organisation", "application__round", "file")
    page = page_by_key(rows, request.GET, order=("submitted_at", "pk"))
    may_type = current_user(request).has_role(*OFFICERS)
    return render(request, "applications/case_transcript_list.html", {"page": page, "may_type": may_type})
