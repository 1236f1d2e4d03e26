"""One payment and its acts; runs, their file for the bank and their results."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fund.accounts.gates import asks_again, current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.common.forms import posted
from grants.payments import actions, lists, rules
from grants.payments.available_actions import ACTS, MONEY_MOVES, acts_of
from grants.payments.forms import PaidForm, RunForm
from grants.payments.states import PaymentState, RunState
from grants.payments.views._rows import payment_for, run_for
from grants.payments.views.work import home


@needs_role(*CASE_ROLES)
def payment(request: HttpRequest, reference: str) -> HttpResponse:
    """One payment: facts, what can be done, and what happened."""
    row = payment_for(request, reference)
    user = current_user(request)
    raised = row.state == PaymentState.RAISED and rules.can_approve(user)
    context = {
        "payment": row,
        "acts": acts_of(row, user),
        "why_not": rules.why_not_approve(row, user) if raised else [],
        "earlier": lists.earlier_of(row),
        "recoveries": row.recoveries.select_related("recorded_by"),
        "events": Event.objects.about(row),
    }
    return render(request, "payments/payment.html", context)


@needs_role(*CASE_ROLES)
def act(request: HttpRequest, reference: str, act: str) -> HttpResponseBase:
    """An act on a page of its own. What lets money go asks who you are again."""
    view: Callable[..., HttpResponseBase] = asks_again(_act) if act in MONEY_MOVES else _act
    return view(request, reference, act)


def _act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    row = payment_for(request, reference)
    found = ACTS.get(name)
    if found is None:
        raise Http404
    if not found.may(current_user(request)):
        raise PermissionDenied
    form = found.form(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            found.do(row, form.cleaned_data, current_user(request))
            messages.success(request, found.done)
            if name == "approve":  # On to the next one that waits.
                return redirect("payments:home")
            return redirect("payments:payment", reference)
    context = {"payment": row, "act": found, "form": form, "earlier": lists.earlier_of(row)}
    return render(request, "payments/act.html", context)


@needs_role(*rules.RAISERS)
@require_POST
def make_run(request: HttpRequest) -> HttpResponseBase:
    """Put the payments that were ticked into a run."""
    user = current_user(request)
    form = RunForm(request.POST, approved=lists.to_send(user))
    if form.is_valid():
        with form.showing_refusals():
            run = actions.make_run(form.cleaned_data["payments"], by=user)
            messages.success(request, f"{run} is ready. Export it for the bank.")
            return redirect("payments:run", reference=run.reference)
    return home(request, form=form)


@needs_role(*CASE_ROLES)
def run(request: HttpRequest, reference: str, form: PaidForm | None = None) -> HttpResponse:
    """One run: its payments, its file, its results, and what happened."""
    row = run_for(request, reference)
    user = current_user(request)
    rows = list(row.payments.with_facts().order_by("pk"))
    context = {
        "run": row,
        "payments": rows,
        "total": lists.total_of(rows),
        "can_export": rules.can_export(user) and bool(rows),
        "can_enter": rules.can_raise(user) and row.state == RunState.SENT,
        "form": form or PaidForm(),
        "events": Event.objects.about(row),
    }
    return render(request, "payments/run.html", context)


@needs_role(*rules.RAISERS)
@require_POST
def export(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The file for the bank. The first download sends the run; it asks who you are again."""
    return asks_again(_export)(request, reference)


def _export(request: HttpRequest, reference: str) -> HttpResponse:
    row = run_for(request, reference)
    try:
        content = actions.export_run(row, by=current_user(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("payments:run", reference=reference)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.reference}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@needs_role(*rules.RAISERS)
@require_POST
def results(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Everything in the run that still waits was paid."""
    row = run_for(request, reference)
    form = PaidForm(request.POST)
    if form.is_valid():
        with form.showing_refusals():
            count = actions.mark_run_paid(row, on=form.cleaned_data["on"], by=current_user(request))
            said = f"Entered as paid: {count}." if count else "All results were in already."
            messages.success(request, said)
            return redirect("payments:run", reference=reference)
    return run(request, reference, form=form)
