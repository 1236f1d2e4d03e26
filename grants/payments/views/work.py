"""What finance has to do, the list of all payments, and raising one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.common.downloads import csv_file
from fund.common.forms import ConfirmForm, posted
from fund.common.pages import page_by_key, without_place
from grants.awards.models import Award, Milestone
from grants.payments import actions, lists, rules
from grants.payments.forms import PaymentFilters, RunForm
from grants.payments.models import Payment, PaymentQuerySet
from grants.payments.states import RunState
from grants.payments.views._rows import runs_for


@needs_role(*CASE_ROLES)
def home(request: HttpRequest, form: RunForm | None = None) -> HttpResponse:
    """To raise, to approve, to send, and with the bank."""
    user = current_user(request)
    approved = lists.to_send(user)
    approving = lists.to_approve(user)
    context = {
        "raising": lists.to_raise(user),
        "approving": approving,
        "approving_total": lists.total_of([due.payment for due in approving if due.payment]),
        "most": lists.MOST_SHOWN,
        "own": sum(due.payment.raised_by_id == user.pk for due in approving if due.payment),
        "limit": rules.limit_to_approve(user),
        "approved": approved,
        "approved_total": lists.total_of(approved),
        "accounts": lists.accounts_to_verify(),
        "runs": runs_for(user).exclude(state__in=[RunState.SETTLED, RunState.CANCELLED]),
        "form": form or RunForm(approved=approved),
        "can_raise": rules.can_raise(user),
        "can_approve": rules.can_approve(user),
    }
    return render(request, "payments/home.html", context)


@needs_role(*CASE_ROLES)
def payments(request: HttpRequest) -> HttpResponse:
    """Every payment this person may see, filtered and paged."""
    rows, filters = _chosen(request)
    count, amount = lists.totals_of(rows)
    page = page_by_key(rows.with_facts(), request.GET, order=("-pk",))
    context = {
        "filters": filters,
        "filtered": bool(filters.chosen()),
        "page": page,
        "says": page.says(count),
        "count": count,
        "amount": amount,
        "kept": without_place(request.GET),
    }
    return render(request, "payments/payments.html", context)


@needs_role(*CASE_ROLES)
def payments_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_file("payments.csv", lists.HEADINGS, lists.sheet_rows(_chosen(request)[0]))


@needs_role(*rules.RAISERS)
def raise_one(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Look at all conditions, then raise the payment of a milestone."""
    user = current_user(request)
    award = get_object_or_404(Award.objects.for_staff(user), reference=reference)
    rows = Milestone.objects.select_related("award__commitment__organisation")
    milestone = get_object_or_404(rows, award=award, number=number)
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            payment = actions.raise_payment(milestone, by=user)
            messages.success(request, f"Payment {payment} is raised. Someone else must approve it.")
            return redirect("payments:home")
    context = {
        "milestone": milestone,
        "award": award,
        "form": form,
        "why_not": rules.why_not(milestone, user),
    }
    return render(request, "payments/raise.html", context)


def _chosen(request: HttpRequest) -> tuple[PaymentQuerySet, PaymentFilters]:
    filters = PaymentFilters(request.GET)
    return lists.narrowed(Payment.objects.for_staff(current_user(request)), filters.chosen()), filters
