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

from fund.accounts.gates import person
from fund.common.errors import Refused
from fund.common.moments import say_time
from grants.applications import actions, rules
from grants.applications.actions import Kept
from grants.applications.answers import read_work
from grants.applications.drawing import Theirs, late_words, total_of
from grants.applications.models import Application
from grants.applications.views._held import says_sign_in
from grants.applications.views._rows import own_application, reachable_application


@says_sign_in
def save(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """Keep one answer as it is typed. Says so in JSON, with the token for the next save."""
    names = [name.removeprefix("seen_") for name in request.POST if name.startswith("seen_")]
    if request.method != "POST" or len(names) != 1:
        return _not_a_save(request, reference)
    try:
        kept = actions.keep_answer(reference, names[0], request.POST, by=person(request))
    except Application.DoesNotExist:
        own_application(request, reference)
        raise PermissionDenied from None
    except Refused as refused:
        return JsonResponse({"says": refused.sentence, "seen": {}}, status=409)
    says = f"Saved at {say_time(timezone.now())}"
    if kept.clash:
        says = "Not saved: this answer was changed elsewhere too. Choose which words should stand."
    elif rules.is_late(kept.application):
        says = late_words(kept.application)
    seen = {f"seen_{names[0]}": kept.token}
    total = total_of(kept.question, kept.value, kept.application.amount)
    return JsonResponse({"says": says, "seen": seen, "clash": _beside(kept, request), "total": total})


@says_sign_in
def here(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """Say that this person is here, and who else is."""
    row = reachable_application(request, reference)
    if not rules.can_write(person(request), row):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return JsonResponse({"here": actions.see(row, section_id[:40], by=person(request))})


def _beside(kept: Kept, request: HttpRequest) -> str:
    """The colleague's words as a part of the page, with what can be done about them."""
    if kept.clash is None:
        return ""
    names = read_work(kept.application).places
    theirs = Theirs.of(kept.question, kept.clash.theirs, person(request), names)
    return render_to_string("applications/_theirs.html", {"theirs": theirs, "question": kept.question})


def _not_a_save(request: HttpRequest, reference: str) -> HttpResponse:
    row = own_application(request, reference)
    if not rules.can_write(person(request), row):
        raise PermissionDenied
    if request.method == "POST":
        raise Http404("One answer is saved at a time.")
    return HttpResponseNotAllowed(["POST"])
