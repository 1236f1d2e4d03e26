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

from fund.accounts.gates import person
from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.files.serving import play
from grants.applications import actions, rules
from grants.applications.actions import Saved
from grants.applications.answers import Section, Work, read_work
from grants.applications.drawing import (
    answers_elsewhere,
    draw,
    late_words,
    newly_asked,
    say_what_was_not_kept,
    show_clashes,
)
from grants.applications.file_lists import file_lists_of
from grants.applications.forms import ChooseGroupForm
from grants.applications.models import Application
from grants.applications.progress import STEPS, form_news, say_grace, step_now, tasks_of, timeline_of, to_fix
from grants.applications.read_out import read_gone, read_out_work
from grants.applications.states import ApplicationState
from grants.applications.views._held import holds_words, take_held
from grants.applications.views._rows import own_section, reachable_application
from grants.applications.views.files import PRESSES, press
from grants.forms.form_builder import SectionForm
from grants.forms.typed import gather, is_typed
from grants.funding.eligibility.session import facts_to_carry
from grants.funding.facts import facts_of
from grants.funding.models import Round
from grants.organisations.models import Organisation
from grants.organisations.states import MemberRole


@login_required
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the group that applies, and start."""
    rounds = Round.objects.open_to(person(request)).filter(archived_at=None)
    round_ = get_object_or_404(rounds.select_related("form__current_version"), slug=slug)
    groups = _groups_written_for_by(person(request))
    own = Application.objects.of(person(request)).filter(round=round_).select_related("organisation")
    form = ChooseGroupForm(posted(request), groups=groups)
    if request.method == "POST" and form.is_valid():
        group = next(group for group in groups if group.slug == form.cleaned_data["group"])
        try:
            checked = facts_to_carry(request.session, round_)
            application = actions.start_application(round_, group, by=person(request), checked=checked)
        except Refused as refused:
            if started := own.filter(organisation=group, state=ApplicationState.DRAFT).first():
                return redirect("applications:application", started.reference)
            form.add_error("group", refused.sentence)
        else:
            return redirect("applications:application", application.reference)
    read_only = [] if groups else list(Organisation.objects.counting().of(person(request)))
    context = {
        "round": round_,
        "facts": facts_of(round_),
        "groups": groups,
        "form": form,
        "own": own,
        "read_only": read_only,
        "may_try": rules.can_try(person(request)),
    }
    return render(request, "applications/apply.html", context)


def _groups_written_for_by(user: User) -> list[Organisation]:
    rows = Organisation.objects.counting().filter(memberships__user=user, memberships__role__in=rules.WRITERS)
    return list(rows.order_by("name", "pk"))


@login_required
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """The task list while it is being written; afterwards, where it is."""
    row = reachable_application(request, reference)
    actions.follow_form(row, by=person(request))
    work = read_work(row)
    members = row.organisation.memberships.select_related("user")
    role = next((member.role for member in members if member.user_id == request.user.pk), "")
    helping = not role and rules.types_for(person(request), row)
    writable = row.state in rules.WRITABLE and (role in rules.WRITERS or helping)
    context = {
        "application": row,
        "work": work,
        "members": members,
        "writable": writable,
        "helping": helping,
        "tasks": tasks_of(work) if writable else [],
        "to_fix": to_fix(work) if writable and work.rows else [],
        "form_news": form_news(row),
        "grace": say_grace(row),
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
    work = read_work(row)
    context = {"application": row, "sections": read_out_work(work), "gone": read_gone(work)}
    return render(request, "applications/draft.html", context)


@holds_words
def section(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """One page of the form. Everything typed is kept, whatever is wrong with it."""
    row = own_section(request, reference, section_id)
    if row.state not in rules.KEEPS:
        return redirect("applications:application", reference)
    if not row.writes:
        raise PermissionDenied
    work = read_work(row)
    part = work.open_section(section_id)
    if part is None:
        return redirect("applications:application", reference)
    if request.method == "POST":
        return _save(request, row, part, request.POST)
    if held := take_held(request):
        messages.success(request, "You are signed in again, and what you typed before is here.")
        return _save(request, row, part, held, stays=True)
    if actions.follow_form(row, by=person(request)):
        return redirect("applications:application", reference)
    form = work.form_of(part, judged="fix" in request.GET)
    return _page(request, work, part, form)


def _save(
    request: HttpRequest, row: Application, part: Section, data: QueryDict, *, stays: bool = False
) -> HttpResponse:
    try:
        saved = actions.save_section(row, part["id"], data, request.FILES, by=person(request))
        press(request, row)
    except Refused as refused:
        return _page_as_posted(request, row, part, data, refused.sentence)
    work = read_work(row)
    show_clashes(work, saved)
    before, part = part, work.open_section(part["id"]) or part
    stays = stays or bool({"add", "remove", "settle", *PRESSES} & set(data))
    judged = not stays or bool(saved.clashes or saved.refusals)
    form = work.form_of(part, judged=judged, more_rows=data.get("add", ""))
    if saved.clashes or saved.refusals:
        say_what_was_not_kept(form, saved, person(request))
    elif rules.is_late(row):
        return _page(request, work, part, form, saved, problems=late_words(row))
    elif "later" in data and not stays:
        messages.success(request, "Everything you typed is saved.")
        return redirect("applications:application", row.reference)
    elif appeared := newly_asked(before, part, work):
        form = work.form_of(part, judged=False)
        return _page(request, work, part, form, saved, appeared=appeared)
    elif not stays and all(problem.missing for problem in form.problems()):
        return redirect(_next_address(work, part))
    return _page(request, work, part, form, saved)


def _page_as_posted(
    request: HttpRequest, row: Application, part: Section, data: QueryDict, sentence: str
) -> HttpResponse:
    """Nothing could be saved: show every word again as it was typed."""
    work = read_work(row)
    work.typed |= {q["id"]: gather(q, data) for q in part["questions"] if is_typed(q)}
    part = work.open_section(part["id"]) or part
    return _page(request, work, part, work.form_of(part, judged=False), problems=sentence)


def _page(
    request: HttpRequest,
    work: Work,
    part: Section,
    form: SectionForm,
    saved: Saved | None = None,
    problems: str = "",
    appeared: list[str] | None = None,
) -> HttpResponse:
    papers = file_lists_of(work, person(request), part["questions"])
    context: dict[str, Any] = {
        **_place_of(part, work),
        "application": work.application,
        "asked": work.asked,
        "form": form,
        "drawn": draw(work, form, person(request), saved, papers),
        "takes_files": bool(papers),
        "elsewhere": answers_elsewhere(work, part),
        "appeared": appeared,
        "problems": problems,
        "keeps": f"{work.application.reference} {_print_of(person(request))}",
        "saved_at": timezone.now() if saved else None,
        "steps": STEPS,
        "closes": rules.shown_close(work.application),
        "grace": say_grace(work.application),
        "here": actions.see(work.application, part["id"], by=person(request), at_once=False),
        "comments": getattr(work.application, "comment_count", 0),
        "helping": rules.types_for(person(request), work.application),
    }
    return render(request, "applications/section.html", context)


def _place_of(part: Section, work: Work) -> dict[str, Any]:
    """The section shown, its number from 1, and how many there are."""
    places = [section["id"] for section in work.open_sections()]
    return {"section": part, "number": 1 + places.index(part["id"]), "count": len(places)}


def _print_of(reader: User) -> str:
    """Tells people of one browser apart, in what it keeps for each of them."""
    return salted_hmac("applications.typed", str(reader.pk)).hexdigest()[:16]


def _next_address(work: Work, part: Section) -> str:
    ids = [section["id"] for section in work.open_sections()]
    after = ids[ids.index(part["id"]) + 1 :]
    if after:
        return reverse("applications:section", args=[work.application.reference, after[0]])
    return reverse("applications:application", args=[work.application.reference])


@login_required
def file(request: HttpRequest, reference: str, token: uuid.UUID) -> HttpResponseBase:
    """A file of this application, as a download."""
    row = reachable_application(request, reference)
    attachment = get_object_or_404(row.response.files.select_related("file"), file__token=token)
    return play(attachment.file, to=person(request), part=request.headers.get("Range", ""))
