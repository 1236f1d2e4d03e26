"""Beside the answers of a section: talk of the group, earlier words, and copying from before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user
from fund.common.errors import Refused
from fund.common.forms import posted
from grants.applications import actions, rules
from grants.applications.drafts import load_draft
from grants.applications.forms import CommentForm, CopyForm
from grants.applications.models import Application, Comment
from grants.applications.views._rows import own_application, reachable_application
from grants.applications.views._stashed import has_stashed_post, take_stashed
from grants.forms.definition import Section
from grants.forms.history import history_of


def _section_of(row: Application, section_id: str) -> Section:
    found = next(
        (section for section in row.form_version.definition.sections if section.id == section_id), None
    )
    if found is None:
        raise Http404("There is no such section.")
    return found


@has_stashed_post
def comments(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """What the people of the group say to each other about one section. Viewers may talk too."""
    row = own_application(request, reference)
    part = _section_of(row, section_id)
    held = take_stashed(request)
    form = CommentForm(posted(request), initial={"words": held.get("words", "") if held else ""})
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.write_comment(row, section_id, words=form.cleaned_data["words"], by=current_user(request))
            return redirect("applications:comments", reference, section_id)
    actions.look_at_comments(row, by=current_user(request))
    rows = row.comments.filter(section=section_id).select_related("written_by")
    context = {
        "application": row,
        "section": part,
        "form": form,
        "comments": rows,
        "open": row.state in rules.KEEPS,
        "writable": rules.can_write(current_user(request), row),
    }
    return render(request, "applications/comments.html", context)


@login_required
def talk(request: HttpRequest, reference: str) -> HttpResponse:
    """All comments of the group on its draft, and whether this person hears of new ones by e-mail."""
    row = own_application(request, reference)
    if request.method == "POST":
        wanted = request.POST.get("letters") == "have"
        actions.choose_comment_letters(row, wanted=wanted, by=current_user(request))
        said = (
            "You get a letter when somebody else comments." if wanted else "You get no more of these letters."
        )
        messages.success(request, said)
        return redirect("applications:talk", reference)
    actions.look_at_comments(row, by=current_user(request))
    said_in: dict[str, list[Comment]] = {}
    for comment in row.comments.select_related("written_by"):
        said_in.setdefault(comment.section, []).append(comment)
    parts = [
        {"id": part.id, "title": part.title, "comments": said_in.get(part.id, [])}
        for part in row.form_version.definition.sections
    ]
    context = {
        "application": row,
        "parts": parts,
        "open": row.state in rules.KEEPS,
        "letters": actions.wants_comment_letters(row, current_user(request)),
    }
    return render(request, "applications/talk.html", context)


@login_required
def history(request: HttpRequest, reference: str, section_id: str) -> HttpResponse:
    """Who changed what and when; earlier words can be brought back."""
    row = reachable_application(request, reference)
    part = _section_of(row, section_id)
    problems = ""
    if request.method == "POST":
        if not rules.can_write(current_user(request), row):
            raise PermissionDenied
        number = request.POST.get("restore", "")
        earlier = get_object_or_404(row.response.earlier_answers, pk=number if number.isdecimal() else 0)
        try:
            actions.restore_answer(row, earlier, by=current_user(request))
        except Refused as refused:
            problems = refused.sentence
        else:
            messages.success(request, "The earlier words are back.")
            return redirect("applications:history", reference, section_id)
    context = {
        "application": row,
        "section": part,
        "changes": history_of(load_draft(row), part),
        "writable": rules.can_write(current_user(request), row),
        "problems": problems,
    }
    return render(request, "applications/history.html", context)


@login_required
def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer what is still empty as an earlier application of the group did."""
    row = own_application(request, reference)
    if not rules.can_write(current_user(request), row):
        raise PermissionDenied
    sources = list(
        Application.objects.filter(organisation=row.organisation_id)
        .exclude(pk=row.pk)
        .select_related("round", "organisation", "response__form_version")
    )
    form, copied = CopyForm(posted(request), sources=sources), None
    if request.method == "POST" and form.is_valid():
        source = next(each for each in sources if each.reference == form.cleaned_data["source"])
        with form.showing_refusals():
            copied = actions.copy_answers(row, source, by=current_user(request))
    context = {"application": row, "sources": sources, "form": form, "copied": copied}
    return render(request, "applications/copy.html", context)
