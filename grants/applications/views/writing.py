"""Starting, the task list, and filling in one section after another."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fund.accounts.gates import current_user
from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.files.serving import play
from grants.applications import actions, rules
from grants.applications.display import render_draft, render_removed_answers
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.file_lists import file_lists_of
from grants.applications.forms import ChooseGroupForm
from grants.applications.models import Application
from grants.applications.progress import (
    STEPS,
    form_news,
    format_grace,
    step_now,
    tasks_of,
    timeline_of,
    to_fix,
)
from grants.applications.question_context import (
    answers_elsewhere,
    late_words,
    newly_asked,
    question_contexts,
    say_what_was_not_kept,
    show_own_values,
)
from grants.applications.states import ApplicationState
from grants.applications.views._rows import own_section, reachable_application
from grants.applications.views._stashed import has_stashed_post, take_stashed
from grants.applications.views.files import PRESSES, press
from grants.forms.actions import WriteResult, mark_present
from grants.forms.definition import Section
from grants.forms.section_form import SectionForm
from grants.funding.eligibility.session import facts_to_carry
from grants.funding.facts import facts_of
from grants.funding.models import Round
from grants.organisations.models import Organisation
from grants.organisations.states import MemberRole


@login_required
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the group that applies, and start."""
    rounds = Round.objects.open_to(current_user(request)).filter(archived_at=None)
    round_ = get_object_or_404(rounds.select_related("form__current_version"), slug=slug)
    groups = _groups_written_for_by(current_user(request))
    own = Application.objects.of(current_user(request)).filter(round=round_).select_related("organisation")
    form = ChooseGroupForm(posted(request), groups=groups)
    if request.method == "POST" and form.is_valid():
        group = next(group for group in groups if group.slug == form.cleaned_data["group"])
        try:
            checked = facts_to_carry(request.session, round_)
            application = actions.start_application(round_, group, by=current_user(request), checked=checked)
        except Refused as refused:
            if started := own.filter(organisation=group, state=ApplicationState.DRAFT).first():
                return redirect("applications:application", started.reference)
            form.add_error("group", refused.sentence)
        else:
            return redirect("applications:application", application.reference)
    read_only = [] if groups else list(Organisation.objects.counting().of(current_user(request)))
    context = {
        "round": round_,
        "facts": facts_of(round_),
        "groups": groups,
        "form": form,
        "own": own,
        "read_only": read_only,
        "may_try": rules.can_try(current_user(request)),
    }
    return render(request, "applications/apply.html", context)


def _groups_written_for_by(user: User) -> list[Organisation]:
    rows = Organisation.objects.counting().filter(memberships__user=user, memberships__role__in=rules.WRITERS)
    return list(rows.order_by("name", "pk"))


@login_required
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """The task list while it is being written; afterwards, where it is."""
    row = reachable_application(request, reference)
    actions.follow_form(row, by=current_user(request))
    draft = load_draft(row)
    members = row.organisation.memberships.select_related("user")
    role = next((member.role for member in members if member.user_id == request.user.pk), "")
    helping = not role and rules.types_for(current_user(request), row)
    writable = row.state in rules.WRITABLE and (role in rules.WRITERS or helping)
    context = {
        "application": row,
        "draft": draft,
        "members": members,
        "writable": writable,
        "helping": helping,
        "tasks": tasks_of(draft) if writable else [],
        "to_fix": to_fix(draft) if writable and draft.rows else [],
        "form_news": form_news(row),
        "grace": format_grace(row),
        "steps": STEPS,
        "now": step_now(row),
        "timeline": timeline_of(row),
        "may_add": role == MemberRole.LEAD,
        "closes": rules.shown_close(row) if row.state == ApplicationState.DRAFT else None,
        "late": row.state == ApplicationState.DRAFT and rules.is_late(row),
        "may_withdraw": role in rules.WRITERS and row.state not in (*rules.ENDED, ApplicationState.DECIDED),
    }
    return render(request, "applications/application.html", context)


@login_required
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """What is written so far, to read or to print, at any time and for everybody of the group."""
    row = reachable_application(request, reference)
    draft = load_draft(row)
    context = {"application": row, "sections": render_draft(draft), "gone": render_removed_answers(draft)}
    return render(request, "applications/draft.html", context)


@has_stashed_post
def section(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """One page of the form. Everything typed is kept, whatever is wrong with it."""
    row = own_section(request, reference, section_id)
    if row.state not in rules.KEEPS:
        return redirect("applications:application", reference)
    if not row.writes:
        raise PermissionDenied
    draft = load_draft(row)
    part = draft.open_section(section_id)
    if part is None:
        return redirect("applications:application", reference)
    if request.method == "POST":
        return _save(request, row, part, request.POST)
    if held := take_stashed(request):
        messages.success(request, "You are signed in again, and what you typed before is here.")
        return _save(request, row, part, held, stays=True)
    if actions.follow_form(row, by=current_user(request)):
        return redirect("applications:application", reference)
    form = draft.form_for(part, validate="fix" in request.GET)
    return _page(request, draft, part, form)


def _save(
    request: HttpRequest, row: Application, part: Section, data: QueryDict, *, stays: bool = False
) -> HttpResponse:
    try:
        saved = actions.save_section(row, part.id, data, request.FILES, by=current_user(request))
        press(request, row)
    except Refused as refused:
        return _page_as_posted(request, row, part, data, refused.sentence)
    draft = load_draft(row)
    show_own_values(draft, saved)
    before, part = part, draft.open_section(part.id) or part
    stays = stays or bool({"add", "remove", "settle", *PRESSES} & set(data))
    validate = not stays or bool(saved.edit_conflicts or saved.refusals)
    form = draft.form_for(part, validate=validate, more_rows=data.get("add", ""))
    if saved.edit_conflicts or saved.refusals:
        say_what_was_not_kept(form, saved, current_user(request))
    elif rules.is_late(row):
        return _page(request, draft, part, form, saved, problems=late_words(row))
    elif "later" in data and not stays:
        messages.success(request, "Everything you typed is saved.")
        return redirect("applications:application", row.reference)
    elif appeared := newly_asked(before, part, draft):
        form = draft.form_for(part, validate=False)
        return _page(request, draft, part, form, saved, appeared=appeared)
    elif not stays and all(problem.missing for problem in form.problems()):
        return redirect(_next_address(draft, part))
    return _page(request, draft, part, form, saved)


def _page_as_posted(
    request: HttpRequest, row: Application, part: Section, data: QueryDict, sentence: str
) -> HttpResponse:
    """Nothing could be saved: show every word again as it was typed."""
    draft = load_draft(row)
    draft.typed |= {q.id: q.type.parse(q, data) for q in part.questions if q.type.is_typed}
    part = draft.open_section(part.id) or part
    return _page(request, draft, part, draft.form_for(part, validate=False), problems=sentence)


def _page(
    request: HttpRequest,
    draft: ApplicationDraft,
    part: Section,
    form: SectionForm,
    saved: WriteResult | None = None,
    problems: str = "",
    appeared: list[str] | None = None,
) -> HttpResponse:
    papers = file_lists_of(draft, current_user(request), part.questions)
    context: dict[str, Any] = {
        **_place_of(part, draft),
        "application": draft.application,
        "asked": draft.asked,
        "form": form,
        "questions": question_contexts(draft, form, current_user(request), saved, papers),
        "takes_files": bool(papers),
        "elsewhere": answers_elsewhere(draft, part),
        "appeared": appeared,
        "problems": problems,
        "keeps": f"{draft.application.reference} {_print_of(current_user(request))}",
        "saved_at": timezone.now() if saved else None,
        "steps": STEPS,
        "closes": rules.shown_close(draft.application),
        "grace": format_grace(draft.application),
        "here": mark_present(draft.response, part.id, by=current_user(request), at_once=False),
        "comments": getattr(draft.application, "comment_count", 0),
        "helping": rules.types_for(current_user(request), draft.application),
    }
    return render(request, "applications/section.html", context)


def _place_of(part: Section, draft: ApplicationDraft) -> dict[str, Any]:
    """The section shown, its number from 1, and how many there are."""
    places = [section.id for section in draft.open_sections()]
    return {"section": part, "number": 1 + places.index(part.id), "count": len(places)}


def _print_of(reader: User) -> str:
    """Tells people of one browser apart, in what it keeps for each of them."""
    return salted_hmac("applications.typed", str(reader.pk)).hexdigest()[:16]


def _next_address(draft: ApplicationDraft, part: Section) -> str:
    ids = [section.id for section in draft.open_sections()]
    after = ids[ids.index(part.id) + 1 :]
    if after:
        return reverse("applications:section", args=[draft.application.reference, after[0]])
    return reverse("applications:application", args=[draft.application.reference])


@login_required
def file(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponseBase:
    """A file of this application, as a download."""
    row = reachable_application(request, reference)
    attachment = get_object_or_404(row.response.files.select_related("file"), file__token=token)
    return play(attachment.file, to=current_user(request), part=request.headers.get("Range", ""))
