"""Trying a form in a test round, and clearing the round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import MANAGERS
from fund.common.errors import Refused
from grants.applications import actions
from grants.funding.eligibility.session import facts_to_carry
from grants.funding.models import Round


@login_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a test application, with a group made for it."""
    rounds = Round.objects.open_to(current_user(request)).filter(is_test=True, archived_at=None)
    round_ = get_object_or_404(rounds, slug=slug)
    if request.method != "POST":
        return redirect("applications:apply", slug)
    try:
        checked = facts_to_carry(request.session, round_)
        application = actions.start_test(round_, by=current_user(request), checked=checked)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("applications:apply", slug)
    return redirect("applications:application", application.reference)


@needs_role(*MANAGERS)
def clear(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what would go, and delete every application of a test round."""
    rounds = Round.objects.visible_to(current_user(request)).filter(is_test=True)
    round_ = get_object_or_404(rounds, slug=slug)
    if request.method == "POST":
        count = actions.clear_test_round(round_, by=current_user(request))
        messages.success(request, f"{count} test application{'' if count == 1 else 's'} deleted.")
        return redirect("funding:staff_round", slug)
    count = round_.applications.count()
    many = "The 1 test application" if count == 1 else f"All {count} test applications"
    words = f"{many} of this round, with every answer, file and message, will be deleted for ever."
    return render(request, "applications/clear_test.html", {"round": round_, "count": count, "words": words})
