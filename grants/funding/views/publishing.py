"""Publishing a new version of the form of an open round: what would change, and asking once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import MANAGERS
from fund.common.errors import Refused
from grants.funding.actions import pending_changes, publish_form
from grants.funding.models import Round


@needs_role(*MANAGERS)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what would change for the groups who are filling the form in, and publish it."""
    round_ = get_object_or_404(Round.objects.visible_to(current_user(request)), slug=slug)
    problems, changes = "", []
    try:
        changes = pending_changes(round_)
        if request.method == "POST":
            version = publish_form(round_, by=current_user(request))
            messages.success(request, f"Version {version.number} of the form is published.")
            return redirect("rounds:edit", round_.pk)
    except Refused as refused:
        problems = refused.sentence
    context = {
        "round": round_,
        "changes": changes,
        "problems": problems,
        "back": reverse("rounds:edit", args=[round_.pk]),
    }
    return render(request, "funding/publish.html", context)
