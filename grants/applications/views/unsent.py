"""What groups have started in a round and not sent: for officers, who may give one of them longer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import OFFICERS
from fund.common.pages import page_by_key
from grants.funding.models import Round


@needs_role(*OFFICERS)
def unsent(request: HttpRequest, slug: str) -> HttpResponse:
    """Drafts and what expired, the latest started first. No answers are read here."""
    user = current_user(request)
    round_ = get_object_or_404(Round.objects.visible_to(user), slug=slug)
    rows = round_.applications.extendable_by(user).select_related("organisation")
    page = page_by_key(rows, request.GET, order=("-started_at", "-pk"))
    return render(request, "applications/unsent.html", {"round": round_, "page": page})
