"""Asking to be let into a group that is here already, and answering."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.limits import refuse_too_often
from fund.accounts.models import User
from fund.accounts.roles import CASE_ROLES, OFFICERS
from fund.common.errors import Refused
from fund.common.forms import posted
from grants.organisations import actions, rules
from grants.organisations.forms import AnswerForm, AskForm
from grants.organisations.models import JoinRequest, Organisation
from grants.organisations.states import MemberRole
from grants.organisations.views._rows import own_group

_SALT = "organisations.twin"
_LASTS = 86400


def twin_token(group: Organisation, user: User) -> str:
    """Lets `user`, who was shown this group as a likely twin, ask to join it. Nobody else learns of it."""
    return signing.dumps({"group": group.pk, "user": user.pk}, salt=_SALT)


@login_required
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Say who you are in the group, for its leads to read."""
    try:
        facts = signing.loads(token, salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        raise Http404("This link is too old or incomplete.") from None
    if facts["user"] != current_user(request).pk:
        raise Http404("This link is for somebody else.")
    group = get_object_or_404(Organisation, pk=facts["group"])
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            refuse_too_often(request, "ask_to_join")
            actions.ask_to_join(group, words=form.cleaned_data["words"], by=current_user(request))
            messages.success(
                request, f"You have asked to join {group}. We write to you when there is an answer."
            )
            return redirect("organisations:groups")
    has_lead = group.memberships.leads().exists()
    return render(request, "organisations/ask.html", {"group": group, "form": form, "has_lead": has_lead})


@login_required
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """A lead answers who asks to join."""
    row = own_group(request, slug)
    if not rules.can_lead(current_user(request), row):
        raise PermissionDenied
    return _answer(request, row, "organisations/requests.html")


@needs_role(*OFFICERS)
def staff_requests(request: HttpRequest, slug: str) -> HttpResponse:
    """Staff answer for a group that nobody leads."""
    return _answer(request, get_object_or_404(Organisation, slug=slug), "organisations/staff_requests.html")


@needs_role(*CASE_ROLES)
def staff_waiting(request: HttpRequest) -> HttpResponse:
    """Everybody who asks to join a group that nobody leads."""
    rows = JoinRequest.objects.for_staff(current_user(request)).select_related("organisation", "user")
    may_answer = current_user(request).has_role(*OFFICERS)
    return render(request, "organisations/staff_waiting.html", {"requests": rows, "may_answer": may_answer})


def _answer(request: HttpRequest, group: Organisation, template: str) -> HttpResponse:
    may_answer = rules.can_answer_requests(current_user(request), group)
    waiting = list(group.join_requests.waiting().exclude(user=current_user(request)).select_related("user"))
    has_lead = group.memberships.leads().exists()
    used: AnswerForm | None = None
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        asked = next((one for one in waiting if one.user.email == request.POST.get("person")), None)
        if asked is None:
            messages.info(request, "This was answered, or taken back, already.")
            return redirect(request.path)
        used = _form_for(asked, has_lead, request)
        if used.is_valid() and _done(request, asked, used):
            return redirect(request.path)
    for one in waiting:
        own = used is not None and used.prefix == f"r{one.pk}"
        one.form = used if own else _form_for(one, has_lead)  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "group": group,
        "waiting": waiting,
        "form": used,
        "may_answer": may_answer,
        "has_lead": has_lead,
    }
    return render(request, template, context)


def _form_for(asked: JoinRequest, has_lead: bool, request: HttpRequest | None = None) -> AnswerForm:
    usual = MemberRole.EDITOR if has_lead else MemberRole.LEAD
    return AnswerForm(
        request.POST if request else None, prefix=f"r{asked.pk}", initial={"role": usual}, has_lead=has_lead
    )


def _done(request: HttpRequest, asked: JoinRequest, form: AnswerForm) -> bool:
    by, answer = current_user(request), form.cleaned_data["answer"]
    try:
        if "refuse" in request.POST:
            actions.refuse_join_request(asked, by=by, answer=answer)
            messages.success(request, f"{asked.user} is not let in. We have written to them.")
        else:
            actions.approve_join_request(asked, role=form.cleaned_data["role"], by=by, answer=answer)
            messages.success(request, f"{asked.user} is in the group now. We have written to them.")
    except Refused as refused:
        form.refuse(refused)
        return False
    return True
