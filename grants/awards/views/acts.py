"""Officers' acts on grants, each on a page of its own; and the release of a round's decisions."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fund.accounts.gates import asks_again, current_user, needs_role
from fund.accounts.roles import CASE_ROLES, MANAGERS
from fund.common.errors import Refused
from fund.common.forms import posted
from fund.common.money import ZERO
from grants.applications.states import ApplicationState
from grants.assessment.models import Decision, Panel
from grants.assessment.states import DecisionState, Outcome
from grants.awards import actions, rules
from grants.awards.available_actions import AWARD_ACTS, MILESTONE_ACTS, REQUIREMENT_ACTS, Act
from grants.awards.forms import RequirementForm
from grants.awards.models import Award
from grants.awards.views._rows import milestone_of, requirement_of, staff_award
from grants.funding.models import Round


@needs_role(*CASE_ROLES)
def award_act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    award = staff_award(request, reference)
    back = reverse("awards:staff_grant", args=[reference])
    return _act(request, AWARD_ACTS, act, award, award=award, back=back, about=str(award.title))


@needs_role(*CASE_ROLES)
def milestone_act(request: HttpRequest, reference: str, number: int, act: str) -> HttpResponse:
    award = staff_award(request, reference)
    row = milestone_of(award, number)
    back = reverse("awards:staff_milestone", args=[reference, number])
    return _act(request, MILESTONE_ACTS, act, row, award=award, back=back, about=f"{number}. {row.title}")


@needs_role(*CASE_ROLES)
def requirement_act(request: HttpRequest, reference: str, number: int, act: str) -> HttpResponse:
    award = staff_award(request, reference)
    row = requirement_of(award, number)
    back = reverse("awards:staff_grant", args=[reference])
    return _act(request, REQUIREMENT_ACTS, act, row, award=award, back=back, about=row.text)


@needs_role(*CASE_ROLES)
def add_requirement(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for something more of the group."""
    award = staff_award(request, reference)
    if not rules.can_judge(current_user(request)):
        raise PermissionDenied
    form = RequirementForm(posted(request), milestones=list(award.milestones.all()))
    back = reverse("awards:staff_grant", args=[reference])
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.add_requirement(award, **form.cleaned_data, by=current_user(request))
            messages.success(request, "The group has been told.")
            return redirect(back)
    words = "The group is told by e-mail, and sees it on the page of its grant."
    act = Act("Ask for something more", words, "", lambda *_: None)
    context = {"award": award, "act": act, "form": form, "back": back, "about": award.title}
    return render(request, "awards/staff/act.html", context)


@needs_role(*MANAGERS)
@asks_again
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """What will be released, with its totals; then do it, all or nothing."""
    user = current_user(request)
    round_ = get_object_or_404(Round.objects.visible_to(user).select_related("fund"), slug=slug)
    panel = get_object_or_404(Panel, round=round_)
    problems: list[str] = []
    if request.method == "POST":
        try:
            awards = actions.release_and_offer(panel, by=user)
        except Refused as refused:
            problems = [refused.sentence]
        else:
            messages.success(request, f"Released. Offers on their way: {len(awards)}.")
            return redirect(f"{reverse('awards:staff_grants')}?round={round_.slug}")
    shown = Decision.objects.filter(application__in=round_.applications.without_conflicts_of(user))
    rows = shown.filter(state=DecisionState.AGREED)
    best_first = ("outcome", F("score").desc(nulls_last=True), "pk")
    decisions = list(rows.select_related("application__organisation").order_by(*best_first))
    waiting = shown.filter(state=DecisionState.PREPARED).count()
    undecided = round_.applications.without_conflicts_of(user).filter(
        state=ApplicationState.UNDER_ASSESSMENT, decision=None
    )
    total = sum((row.amount or ZERO for row in decisions), ZERO)
    context = {"round": round_, "decisions": decisions, "waiting": waiting, "total": total}
    context["undecided"] = undecided.count()
    counts = [(label, sum(row.outcome == value for row in decisions)) for value, label in Outcome.choices]
    return render(request, "awards/staff/release.html", {**context, "counts": counts, "problems": problems})


def _act(
    request: HttpRequest, table: Mapping[str, Act], name: str, thing: Any, *, award: Award, **shown: str
) -> HttpResponse:
    """Show the page of an act; when posted and in order, do it and go back."""
    act = table.get(name)
    if act is None:
        raise Http404
    if not act.may(current_user(request)):
        raise PermissionDenied
    form = act.form(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            act.do(thing, form.cleaned_data, current_user(request))
            messages.success(request, act.done)
            return redirect(shown["back"])
    return render(request, "awards/staff/act.html", {"award": award, "act": act, "form": form, **shown})
