"""Panels for the staff: the list, making one, its members, and how far it has got."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import OFFICERS, PANEL_STAFF
from fund.common.forms import posted
from grants.assessment import actions, rules
from grants.assessment.forms import EvenlyForm, PanelForm
from grants.assessment.models import Panel
from grants.assessment.progress import progress_of
from grants.assessment.views._rows import find_panel, people_for
from grants.funding.models import Round


@needs_role(*PANEL_STAFF)
def panels(request: HttpRequest) -> HttpResponse:
    rows = Panel.objects.visible_to(current_user(request)).with_counts()
    without = (
        Round.objects.visible_to(current_user(request))
        .counting()
        .filter(panel=None, archived_at=None, decided_at=None)
    )
    context = {
        "panels": rows,
        "rounds": without.select_related("fund"),
        "can_run": rules.can_run_panels(current_user(request)),
    }
    return render(request, "assessment/staff/panels.html", context)


@needs_role(*OFFICERS)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    round_ = get_object_or_404(Round.objects.visible_to(current_user(request)).counting(), slug=slug)
    if Panel.objects.filter(round=round_).exists():
        return redirect("assessment:panel", slug)
    start = {"name": f"{round_.name} panel", "quorum": 3}
    form = PanelForm(people_for(), posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.make_panel(round_, **form.cleaned_data, by=current_user(request))
            messages.success(request, "The panel is made. Share the applications out next.")
            return redirect("assessment:panel", slug)
    return render(request, "assessment/staff/panel_form.html", {"form": form, "round": round_})


@needs_role(*OFFICERS)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    panel = find_panel(request, slug)
    form = PanelForm(people_for(panel), posted(request), panel=panel)
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.change_panel(panel, **form.cleaned_data, by=current_user(request))
            messages.success(request, "The panel is changed.")
            return redirect("assessment:panel", slug)
    context = {"form": form, "round": panel.round, "panel": panel}
    return render(request, "assessment/staff/panel_form.html", context)


@needs_role(*PANEL_STAFF)
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    return _panel_page(request, find_panel(request, slug))


@needs_role(*OFFICERS)
@require_POST
def assign_evenly(request: HttpRequest, slug: str) -> HttpResponse:
    """Share out what still needs assessors, and say where nobody is free."""
    found = find_panel(request, slug)
    form = EvenlyForm(request.POST)
    if form.is_valid():
        with form.showing_refusals():
            result = actions.assign_evenly(
                found, form.cleaned_data["per_application"], by=current_user(request)
            )
            _say_what_was_shared_out(request, result)
            return redirect("assessment:panel", slug)
    return _panel_page(request, found, form)


def _say_what_was_shared_out(request: HttpRequest, result: actions.Assigned) -> None:
    number = len(result.made)
    messages.success(request, f"{number} {'assessment is' if number == 1 else 'assessments are'} shared out.")
    if short := len(result.short):
        words = "application still needs" if short == 1 else "applications still need"
        messages.warning(request, f"{short} {words} an assessor: nobody without a tie is free.")


def _panel_page(request: HttpRequest, panel: Panel, form: EvenlyForm | None = None) -> HttpResponse:
    needed = {"per_application": panel.round.assessors_needed}
    context = {
        "panel": panel,
        "progress": progress_of(panel, to=current_user(request)),
        "form": form or EvenlyForm(initial=needed),
        "can_run": rules.can_run_panels(current_user(request)),
    }
    return render(request, "assessment/staff/panel.html", context)
