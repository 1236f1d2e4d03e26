"""Rounds for the staff: the list, each one's form at a glance, starting the form, and making a test of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import MANAGERS, OFFICERS, PANEL_STAFF
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.common.forms import BaseForm, offer, posted
from fund.common.pages import page_by_key
from grants.forms.definition import read_definition
from grants.forms.form_checks import check_form
from grants.forms.freezing import freeze_questions
from grants.forms.questions import NEEDED
from grants.funding.actions import archive_round, bring_back_round
from grants.funding.form_templates import TEMPLATES, fits_best, is_as_started
from grants.funding.models import Round
from grants.funding.readiness_checks import readiness_problems
from grants.funding.starting import make_test_round, may_start, start_form


class StartForm(BaseForm):
    source = forms.ChoiceField(label="Start the form from", widget=forms.RadioSelect)
    replace = forms.BooleanField(label="The questions that are there now may go", required=False)

    def __init__(self, data: Any, *, others: list[Round], asks: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        earlier = [(f"round:{other.slug}", f"The form of “{other}”") for other in others]
        templates = [(key, f"{each.name}: {each.says}") for key, each in TEMPLATES.items()]
        offer(self, "source", [*templates, *earlier])
        self.others = {other.slug: other for other in others}
        if not asks:
            del self.fields["replace"]

    def chosen(self) -> Round | str:
        chosen: str = self.cleaned_data["source"]
        return self.others[chosen.removeprefix("round:")] if chosen.startswith("round:") else chosen


def _find(request: HttpRequest, slug: str) -> Round:
    rows = Round.objects.visible_to(current_user(request)).select_related("fund", "form__current_version")
    return get_object_or_404(rows, slug=slug)


@needs_role(*PANEL_STAFF)
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of this person's funds, or the archived ones, the latest to open first; tests are marked."""
    archived = "archived" in request.GET
    rows = Round.objects.visible_to(current_user(request)).filter(archived_at__isnull=not archived)
    rows = rows.select_related("fund").defer("eligibility_questions")
    rows = rows.annotate(sent=Count("applications__submitted_at"))
    page = page_by_key(rows, request.GET, order=("-opens_at", "-pk"))
    context = {"page": page, "archived": archived, "makes": current_user(request).has_role(*MANAGERS)}
    return render(request, "funding/staff/rounds.html", context)


@needs_role(*PANEL_STAFF)
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """A round: its form and what the check says of it, and what can be done."""
    round_ = _find(request, slug)
    form, check, refusal = None, None, ""
    try:
        form = read_definition(freeze_questions(round_.form.questions, [], needed=NEEDED))
        check = check_form(form, round_.most)
    except Refused as refused:
        refusal = refused.sentence
    context = {
        "round": round_,
        "sections": form.sections if form else (),
        "check": check,
        "refusal": refusal,
        "makes": current_user(request).has_role(*MANAGERS),
        "may_start": may_start(round_),
        "untouched": is_as_started(round_.form.questions),
        "applications": round_.applications.count(),
        "readiness_problems": readiness_problems(round_),
        "officer": current_user(request).has_role(*OFFICERS),
        "events": Event.objects.about(round_)[:50],
    }
    return render(request, "funding/staff/round.html", context)


@needs_role(*MANAGERS)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what the form starts from. Where somebody wrote questions already, it asks before they go."""
    round_ = _find(request, slug)
    rows = (
        Round.objects.visible_to(current_user(request))
        .exclude(pk=round_.pk)
        .select_related("form")
        .order_by("-opens_at", "-pk")
    )
    others = [other for other in rows if other.form.questions]
    form = StartForm(
        posted(request),
        others=others,
        asks=not is_as_started(round_.form.questions),
        initial={"source": fits_best(round_.most)},
    )
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            replace = form.cleaned_data.get("replace", False)
            start_form(round_, form.chosen(), by=current_user(request), replace=replace)
            messages.success(request, "The form is there. Read it through, and change what you like.")
            return redirect("funding:staff_round", slug)
    return render(request, "funding/staff/start_form.html", {"round": round_, "form": form})


@needs_role(*MANAGERS)
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing is lost by it and it can be brought back, so nothing is asked first."""
    said = "The round is archived. It stands under “Archived rounds” and can be brought back."
    return _put(request, slug, archive_round, said)


@needs_role(*MANAGERS)
@require_POST
def bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    return _put(request, slug, bring_back_round, "The round is among the others again.")


def _put(request: HttpRequest, slug: str, act: Callable[..., None], said: str) -> HttpResponse:
    try:
        act(_find(request, slug), by=current_user(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect("funding:staff_round", slug)


@needs_role(*MANAGERS)
@require_POST
def make_test(request: HttpRequest, slug: str) -> HttpResponse:
    """A test round with the same form, open at once."""
    round_ = _find(request, slug)
    try:
        made = make_test_round(round_, by=current_user(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("funding:staff_round", slug)
    messages.success(request, "The test round is open. It counts nowhere.")
    return redirect("funding:staff_round", made.slug)
