"""Writing a panel's sitting down, and with it what was agreed."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import OFFICERS
from fund.common.forms import posted
from grants.assessment import actions
from grants.assessment.forms import MeetingForm
from grants.assessment.models import Decision, Panel
from grants.assessment.portfolio import table_of
from grants.assessment.states import DecisionState
from grants.assessment.views._rows import find_panel, seated


@needs_role(*OFFICERS)
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The sitting and what it agreed are kept together, or neither is."""
    panel = find_panel(request, slug)
    prepared = Decision.objects.unreleased().filter(
        state=DecisionState.PREPARED, application__in=table_of(panel, to=current_user(request)).values("pk")
    )
    rows = prepared.select_related("application__organisation")
    form = MeetingForm(seated(panel), rows, posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            number = _agree(panel, form, request)
            words = "decision is" if number == 1 else "decisions are"
            messages.success(request, f"{number} {words} agreed. They can be released together now.")
            return redirect("assessment:room", slug)
    context = {"panel": panel, "form": form, "prepared": rows}
    return render(request, "assessment/staff/meeting.html", context)


@transaction.atomic
def _agree(panel: Panel, form: MeetingForm, request: HttpRequest) -> int:
    given = dict(form.cleaned_data)
    decisions = list(given.pop("decisions"))
    held = actions.hold_meeting(panel, **given, by=current_user(request))
    return len(actions.agree_decisions(panel, meeting=held, decisions=decisions, by=current_user(request)))
