"""The outbox: every letter, and one letter as its reader sees it."""

from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.common.errors import Refused
from fund.common.pages import page_by_key
from fund.notifications.models import Letter, LetterState
from grants.desk import actions, rules
from grants.desk.forms import LetterFilters
from grants.desk.letters import find_letters, kinds_of_letters, letters_for, page_about

# A letter carries its own looks and nothing else: no script, no form, nothing from elsewhere.
LETTER_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


@needs_role(*CASE_ROLES)
def letter_list(request: HttpRequest) -> HttpResponse:
    visible = letters_for(current_user(request), demonstration=settings.DEMONSTRATION)
    filters = LetterFilters(request.GET, kinds=kinds_of_letters(demonstration=settings.DEMONSTRATION))
    found = find_letters(visible, filters.chosen())
    page = page_by_key(found.defer("body_text", "body_html"), request.GET)
    context = {"filters": filters, "filtered": bool(filters.chosen()), "page": page, "says": ""}
    return render(request, "desk/letter_list.html", context | _mail_facts())


@needs_role(*CASE_ROLES)
def letter(request: HttpRequest, token: UUID) -> HttpResponse:
    return _letter_page(request, _find(request, token))


@needs_role(*CASE_ROLES)
@xframe_options_sameorigin
@csp(LETTER_POLICY)  # type: ignore[arg-type]
def letter_html(request: HttpRequest, token: UUID) -> HttpResponse:
    """The letter's own HTML, for the frame on its page."""
    found = _find(request, token)
    if not found.body_html:
        raise Http404
    return HttpResponse(found.body_html)


@needs_role(*CASE_ROLES)
@require_POST
def letter_again(request: HttpRequest, token: UUID) -> HttpResponse:
    found = _find(request, token)
    if not rules.can_send_letter_again(current_user(request)):
        raise PermissionDenied
    try:
        actions.send_letter_again(found, by=current_user(request))
    except Refused as refused:
        return _letter_page(request, found, problems=[refused.sentence])
    messages.success(request, "It is back in the queue and will be sent in a moment.")
    return redirect("desk:letter", token=token)


def _letter_page(request: HttpRequest, found: Letter, *, problems: list[str] | None = None) -> HttpResponse:
    may_send = found.state == LetterState.FAILED and rules.can_send_letter_again(current_user(request))
    context = {
        "letter": found,
        "about": page_about(found, current_user(request)),
        "may_send_again": may_send,
        "problems": problems,
    }
    return render(request, "desk/letter.html", context, status=409 if problems else 200)


def _find(request: HttpRequest, token: UUID) -> Letter:
    visible = letters_for(current_user(request), demonstration=settings.DEMONSTRATION)
    return get_object_or_404(visible.select_related("to_user"), token=token)


def _mail_facts() -> dict[str, Any]:
    """Where mail goes in a demonstration, which sends none to anybody."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None) if settings.DEMONSTRATION else None
    return {"mail_folder": folder}
