"""What the page of a section asks for by script: keeping one answer, and saying who else is here."""

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.utils import timezone

from fund.accounts.gates import current_user
from fund.common.dates import format_time
from fund.common.errors import Refused
from grants.applications import actions, rules
from grants.applications.actions import Kept
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from grants.applications.question_context import ConflictingAnswer, late_words
from grants.applications.views._rows import own_application, reachable_application
from grants.applications.views._stashed import says_sign_in
from grants.forms.actions import mark_present


@says_sign_in
def save(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """Keep one answer as it is typed. Says so in JSON, with the token for the next save."""
    names = [name.removeprefix("seen_") for name in request.POST if name.startswith("seen_")]
    if request.method != "POST" or len(names) != 1:
        return _not_a_save(request, reference)
    try:
        kept = actions.keep_answer(reference, names[0], request.POST, by=current_user(request))
    except Application.DoesNotExist:
        own_application(request, reference)
        raise PermissionDenied from None
    except Refused as refused:
        return JsonResponse({"says": refused.sentence, "seen": {}}, status=409)
    says = f"Saved at {format_time(timezone.now())}"
    if kept.edit_conflict:
        says = "Not saved: this answer was changed elsewhere too. Choose which words should stand."
    elif rules.is_late(kept.application):
        says = late_words(kept.application)
    seen = {f"seen_{names[0]}": kept.token}
    total = kept.question.type.total(kept.value, kept.application.amount)
    return JsonResponse({"says": says, "seen": seen, "conflict": _beside(kept, request), "total": total})


@says_sign_in
def here(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """Say that this person is here, and who else is."""
    row = reachable_application(request, reference)
    if not rules.can_write(current_user(request), row):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return JsonResponse({"here": mark_present(row.response, section_id[:40], by=current_user(request))})


def _beside(kept: Kept, request: HttpRequest) -> str:
    """The colleague's words as a part of the page, with what can be done about them."""
    if kept.edit_conflict is None:
        return ""
    names = load_draft(kept.application).places
    theirs = ConflictingAnswer.of(kept.question, kept.edit_conflict.theirs, current_user(request), names)
    return render_to_string("forms/_conflicting_answer.html", {"theirs": theirs, "question": kept.question})


def _not_a_save(request: HttpRequest, reference: str) -> HttpResponse:
    row = own_application(request, reference)
    if not rules.can_write(current_user(request), row):
        raise PermissionDenied
    if request.method == "POST":
        raise Http404("One answer is saved at a time.")
    return HttpResponseNotAllowed(["POST"])
