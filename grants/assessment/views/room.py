"""The panel room: the ranking against the money, and what is decided about each application."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import OFFICERS, PANEL_STAFF
from fund.common.errors import Refused
from fund.common.forms import posted
from grants.applications.models import Application
from grants.assessment import actions, rules
from grants.assessment.exports import ranking_file
from grants.assessment.forms import DecisionForm, ReopenForm
from grants.assessment.models import Decision, Panel
from grants.assessment.portfolio import ranking
from grants.assessment.reading import one_sheet
from grants.assessment.records import replay, score_lines, sent_as
from grants.assessment.spending import budget_of
from grants.assessment.states import DecisionState
from grants.assessment.views._rows import find_case, find_panel


@needs_role(*PANEL_STAFF)
def room(request: HttpRequest, slug: str) -> HttpResponse:
    panel = find_panel(request, slug)
    found = ranking(panel, to=current_user(request))
    states = [row.decision.state for row in found.rows if row.decision]
    context = {
        "panel": panel,
        "ranking": found,
        "budget": found.budget,
        "meeting": panel.meetings.prefetch_related("present").first(),
        "prepared": states.count(DecisionState.PREPARED),
        "agreed": states.count(DecisionState.AGREED),
        "can_run": rules.can_run_panels(current_user(request)),
        "can_release": rules.can_release(current_user(request)),
    }
    return render(request, "assessment/staff/room.html", context)


@needs_role(*PANEL_STAFF)
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    panel = find_panel(request, slug)
    return ranking_file(panel, ranking(panel, to=current_user(request)))


@needs_role(*OFFICERS)
def decide(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Prepare a decision, or change the one that is prepared."""
    panel = find_panel(request, slug)
    application = find_case(request, panel, reference)
    decision: Decision | None = getattr(application, "decision", None)
    form = DecisionForm(posted(request), decision=decision, asked=application.amount)
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.prepare_decision(application, **form.cleaned_data, by=current_user(request))
            messages.success(request, f"The decision about {reference} is prepared.")
            return redirect("assessment:room", slug)
    return _decide_page(request, panel, application, form=form)


@needs_role(*OFFICERS)
@require_POST
def drop(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    decision = get_object_or_404(Decision, application=find_case(request, panel, reference))
    try:
        actions.drop_decision(decision, by=current_user(request))
    except Refused as refused:
        return _decide_page(request, panel, decision.application, problems=refused.sentence)
    messages.success(request, f"{reference} is undecided again.")
    return redirect("assessment:room", slug)


@needs_role(*OFFICERS)
@require_POST
def reopen(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    decision = get_object_or_404(Decision, application=find_case(request, panel, reference))
    form = ReopenForm(request.POST)
    if form.is_valid():
        with form.showing_refusals():
            actions.reopen_decision(decision, reason=form.cleaned_data["reason"], by=current_user(request))
            messages.success(request, f"The decision about {reference} is open again.")
            return redirect("assessment:decide", slug, reference)
    return _decide_page(request, panel, decision.application, reopen_form=form)


@needs_role(*PANEL_STAFF)
def record(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """A decision as it stood when the panel agreed it, and the same sum run again."""
    panel = find_panel(request, slug)
    rows = Decision.objects.exclude(state=DecisionState.PREPARED).select_related("meeting", "agreed_by")
    application = find_case(request, panel, reference)
    if rules.owes_scores(current_user(request), application):
        return redirect("assessment:application", reference)
    decision = get_object_or_404(rows, application=application)
    kept = decision.record
    context = {
        "panel": panel,
        "application": application,
        "decision": decision,
        "kept": kept,
        "again": replay(decision) if kept else None,
        "asked": Decimal(kept["asked"]) if kept.get("asked") else None,
        "lines": score_lines(kept),
        "submission": sent_as(application, kept),
    }
    return render(request, "assessment/staff/record.html", context)


def _decide_page(
    request: HttpRequest,
    panel: Panel,
    application: Application,
    *,
    form: DecisionForm | None = None,
    reopen_form: ReopenForm | None = None,
    problems: str = "",
) -> HttpResponse:
    decision = Decision.objects.filter(application=application).first()
    criteria = list(panel.round.criteria.all())
    hidden = rules.has_open_scores(current_user(request), application)
    sent = application.assessments.counted().select_related("user").prefetch_related("scores")
    context = {
        "panel": panel,
        "application": application,
        "decision": decision,
        "hidden": hidden,
        "sheets": [] if hidden else [one_sheet(assessment, criteria) for assessment in sent],
        "budget": budget_of(panel.round),
        "form": reopen_form or form or DecisionForm(decision=decision, asked=application.amount),
        "problems": problems,
        "reopen_form": reopen_form or ReopenForm(),
    }
    return render(request, "assessment/staff/decide.html", context)
