"""Taking an application by phone or from paper: which round, which group, and who speaks for it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import OFFICERS, Role
from fund.common.forms import posted
from fund.common.pages import page_by_key
from grants.applications import actions, rules
from grants.applications.intake.forms import FindGroupForm, TakeForm
from grants.applications.models import Intake
from grants.funding.models import Round
from grants.organisations.actions import add_organisation_for_others
from grants.organisations.forms import GroupForm
from grants.organisations.matching import Facts
from grants.organisations.models import Organisation
from grants.organisations.twins import Twin, find_twins

MOST_NAMED = 10
FACTS = ("name", "postcode", "charity_number")


@needs_role(*OFFICERS, Role.AUDITOR)
def taken_list(request: HttpRequest) -> HttpResponse:
    """The rounds that an application can be taken for, and what still waits for a group's word."""
    rows = Intake.objects.visible_to(current_user(request)).waiting()
    parts = ("application__organisation", "application__round", "typed_by")
    page = page_by_key(rows.select_related(*parts), request.GET, order=("received_at", "pk"))
    now = timezone.now()
    rounds = Round.objects.visible_to(current_user(request)).filter(opens_at__lte=now)
    rounds = rounds.filter(decided_at=None, archived_at=None, is_test=False)
    context = {"page": page, "rounds": rounds, "may_take": current_user(request).has_role(*OFFICERS)}
    return render(request, "applications/taken_list.html", context)


def _round(request: HttpRequest, slug: str) -> Round:
    rows = Round.objects.visible_to(current_user(request)).filter(archived_at=None, is_test=False)
    rows = rows.select_related("form__current_version")
    found: Round = get_object_or_404(rows, slug=slug)
    if not rules.can_take(current_user(request), found):
        raise PermissionDenied
    return found


@needs_role(*OFFICERS)
def find_group(request: HttpRequest, slug: str) -> HttpResponse:
    """The groups that may be this one come first, so that no group is here twice."""
    round_ = _round(request, slug)
    form = FindGroupForm(request.GET if "name" in request.GET else None)
    searched = form.is_bound and form.is_valid()
    twins = find_twins(_facts(form.cleaned_data)) if searched else []
    named = _named(form.cleaned_data["name"], twins) if searched else []
    context = {
        "round": round_,
        "form": form,
        "searched": searched,
        "twins": twins,
        "named": named,
        "query": request.GET.urlencode(),
    }
    return render(request, "applications/take_find.html", context)


def _named(words: str, twins: list[Twin]) -> list[Organisation]:
    """Others with these very words in their names: who looks types a part of it."""
    rows = Organisation.objects.filter(name__icontains=words, is_test=False)
    rows = rows.exclude(pk__in=[twin.organisation.pk for twin in twins])
    return list(rows.select_related("ward")[:MOST_NAMED])


def _facts(data: dict[str, str]) -> Facts:
    return Facts(**{name: data.get(name) or "" for name in (*FACTS, "company_number", "address")})


@needs_role(*OFFICERS)
def new_group(request: HttpRequest, slug: str) -> HttpResponse:
    """A group that is not here yet. Nobody leads it before somebody of it confirms the application."""
    round_ = _round(request, slug)
    form = GroupForm(posted(request), initial={name: request.GET.get(name, "") for name in FACTS})
    twins = []
    if request.method == "POST" and form.is_valid():
        twins = [] if "another" in request.POST else find_twins(_facts(form.cleaned_data))
        if not twins:
            with form.showing_refusals():
                group = add_organisation_for_others(by=current_user(request), **form.cleaned_data)
                return redirect("applications:intake_start", slug, group.slug)
    return render(request, "applications/take_new.html", {"round": round_, "form": form, "twins": twins})


@needs_role(*OFFICERS)
def take(request: HttpRequest, slug: str, group: str) -> HttpResponse:
    """How it came, and who speaks for the group; then the form itself."""
    round_ = _round(request, slug)
    organisation = get_object_or_404(Organisation, slug=group)
    form = TakeForm(posted(request), round_=round_)
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            row = actions.start_intake(round_, organisation, by=current_user(request), **form.cleaned_data)
            messages.success(request, f"{row.reference} is started for {organisation}.")
            return redirect("applications:intake", row.reference)
    leads = organisation.memberships.filter(role__in=rules.WRITERS).select_related("user")
    context = {"round": round_, "group": organisation, "form": form, "writers": leads}
    return render(request, "applications/take_for.html", context)
