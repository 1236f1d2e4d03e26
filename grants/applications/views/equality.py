"""Equality monitoring: the voluntary form after sending, and its totals for staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES, SITTERS
from fund.common.forms import posted
from grants.applications import actions
from grants.applications.equality import FEWEST, totals_of
from grants.applications.forms import EqualityForm
from grants.applications.views._rows import own_application
from grants.funding.models import Round


@login_required
def equality(request: HttpRequest, reference: str) -> HttpResponse:
    """Questions that nobody must answer. What is kept does not know this application."""
    row = own_application(request, reference)
    if row.submitted_at is None:
        raise Http404("Nothing was sent yet.")
    form = EqualityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        month = timezone.localdate().strftime("%Y-%m")
        kept = actions.keep_equality_answers(row.round, form.cleaned_data, month=month)
        if kept:
            messages.success(request, "Thank you. Your answers are kept apart from your application.")
        return redirect("applications:application", reference)
    return render(request, "applications/equality.html", {"application": row, "form": form})


@needs_role(*CASE_ROLES)
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds in which anybody has told us anything."""
    if current_user(request).has_role(*SITTERS):
        raise PermissionDenied
    told = (
        Round.objects.visible_to(current_user(request))
        .counting()
        .filter(equality_answers__isnull=False)
        .distinct()
    )
    return render(request, "applications/equality_rounds.html", {"rounds": told})


@needs_role(*CASE_ROLES)
def totals(request: HttpRequest, slug: str) -> HttpResponse:
    """The totals of a round. Nobody who also assesses reads them."""
    if current_user(request).has_role(*SITTERS):
        raise PermissionDenied
    round_ = get_object_or_404(Round.objects.visible_to(current_user(request)).counting(), slug=slug)
    context = {"round": round_, "totals": totals_of(round_.equality_answers.all()), "fewest": FEWEST}
    return render(request, "applications/equality_totals.html", context)
