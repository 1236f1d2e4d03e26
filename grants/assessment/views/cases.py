"""One application on a panel: who scores it, and who has a tie to it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fund.accounts.gates import current_user, needs_role
from fund.accounts.models import User
from fund.accounts.roles import MANAGERS, OFFICERS, PANEL_STAFF
from fund.common.errors import Refused
from grants.applications.models import Application
from grants.assessment import actions, rules
from grants.assessment.forms import AssignForm, FoundConflictForm, LiftConflictForm
from grants.assessment.models import Panel
from grants.assessment.views._rows import find_case, find_panel, seated


@needs_role(*PANEL_STAFF)
def case(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    return _case_page(request, panel, find_case(request, panel, reference))


@needs_role(*OFFICERS)
@require_POST
def assign(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    application = find_case(request, panel, reference)
    form = AssignForm(seated(panel), request.POST)
    if form.is_valid():
        with form.showing_refusals():
            actions.assign_assessor(application, form.cleaned_data["member"], by=current_user(request))
            messages.success(request, f"{form.cleaned_data['member']} was asked to score {reference}.")
            return redirect("assessment:case", slug, reference)
    return _case_page(request, panel, application, assign_form=form)


@needs_role(*OFFICERS)
@require_POST
def recuse(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    application = find_case(request, panel, reference)
    rows = application.assessments.live().select_related("user", "application")
    assessment = get_object_or_404(rows, user__email=request.POST.get("assessor", ""))
    try:
        actions.recuse(assessment, by=current_user(request))
    except Refused as refused:
        return _case_page(request, panel, application, problems=refused.sentence)
    messages.success(request, f"{assessment.user} was stood down from {reference}.")
    return redirect("assessment:case", slug, reference)


@needs_role(*OFFICERS)
@require_POST
def record_conflict(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    application = find_case(request, panel, reference)
    form = FoundConflictForm(seated(panel), request.POST)
    if form.is_valid():
        with form.showing_refusals():
            actions.record_conflict(application, **form.cleaned_data, by=current_user(request))
            messages.success(request, f"Recorded. {form.cleaned_data['user']} no longer sees {reference}.")
            return redirect("assessment:case", slug, reference)
    return _case_page(request, panel, application, conflict_form=form)


@needs_role(*MANAGERS)
@require_POST
def lift_conflict(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    panel = find_panel(request, slug)
    application = find_case(request, panel, reference)
    form = LiftConflictForm(_found_conflicts(application), request.POST)
    if form.is_valid():
        conflicted = form.cleaned_data["user"]
        with form.showing_refusals():
            tie = get_object_or_404(application.conflicts, user=conflicted)
            actions.lift_conflict(tie, reason=form.cleaned_data["reason"], by=current_user(request))
            messages.success(request, f"Lifted. {conflicted} sees {reference} again.")
            return redirect("assessment:case", slug, reference)
    return _case_page(request, panel, application, lift_form=form)


def _found_conflicts(application: Application) -> QuerySet[User]:
    """The people whose conflicts staff wrote down."""
    conflicts = application.conflicts.filter(found=True).values("user")
    return User.objects.filter(pk__in=conflicts).order_by("full_name", "pk")


def _case_page(
    request: HttpRequest,
    panel: Panel,
    application: Application,
    *,
    assign_form: AssignForm | None = None,
    conflict_form: FoundConflictForm | None = None,
    lift_form: LiftConflictForm | None = None,
    problems: str = "",
) -> HttpResponse:
    taken = application.assessments.values_list("user_id", flat=True)
    conflicted = application.conflicts.values_list("user_id", flat=True)
    free = seated(panel).exclude(pk__in=taken).exclude(pk__in=conflicted)
    context = {
        "panel": panel,
        "application": application,
        "assessments": application.assessments.select_related("user"),
        "conflicts": application.conflicts.select_related("user"),
        "assign_form": assign_form or AssignForm(free),
        "conflict_form": conflict_form or FoundConflictForm(seated(panel).exclude(pk__in=conflicted)),
        "lift_form": lift_form or LiftConflictForm(_found_conflicts(application)),
        "form": assign_form or conflict_form or lift_form,
        "problems": problems,
        "can_lift": rules.can_lift_conflicts(current_user(request)),
        "can_run": rules.can_run_panels(current_user(request)),
    }
    return render(request, "assessment/staff/case.html", context)
