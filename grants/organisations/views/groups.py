"""A person's groups: adding one, its facts, its bank account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fund.accounts.gates import current_user
from fund.accounts.limits import refuse_too_often
from fund.common.forms import posted
from grants.organisations import actions, profile, rules
from grants.organisations.carried import group_facts
from grants.organisations.charity_check import standing_of
from grants.organisations.forms import BankAccountForm, GroupForm
from grants.organisations.matching import Facts
from grants.organisations.models import JoinRequest
from grants.organisations.states import BankAccountState
from grants.organisations.twins import Twin, find_twins
from grants.organisations.views._rows import own_group
from grants.organisations.views.joining import twin_token


@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """All groups this person belongs to, and those they have asked to join."""
    memberships = (
        current_user(request).memberships.select_related("organisation").order_by("organisation__name")
    )
    asked = JoinRequest.objects.waiting().filter(user=current_user(request)).select_related("organisation")
    if request.method == "POST":
        one = asked.filter(organisation__slug=request.POST.get("withdraw", "")).first()
        if one:
            actions.withdraw_join_request(one, by=current_user(request))
            messages.success(request, f"You no longer ask to join {one.organisation}.")
        return redirect("organisations:groups")
    return render(request, "organisations/groups.html", {"memberships": memberships, "asked": asked})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Add a group, once it is clear that it is not here already. `for` names the round to go on to."""
    form = GroupForm(posted(request), initial=group_facts(request.session))
    round_slug = request.GET.get("for", "")
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        twins = [] if "another" in request.POST else find_twins(_facts(form))
        if twins:
            return _show_twins(request, form, twins)
        with form.showing_refusals():
            refuse_too_often(request, "add_group")
            group = actions.add_organisation(by=current_user(request), **form.cleaned_data)
            messages.success(request, f"{group} is added.")
            if slug_re.match(round_slug):
                return redirect("applications:apply", round_slug)
            return redirect("organisations:group", group.slug)
    return render(request, "organisations/group_form.html", {"form": form, "heading": "Add your group"})


def _facts(form: GroupForm) -> Facts:
    data = form.cleaned_data
    names = ("name", "charity_number", "company_number", "postcode", "address")
    return Facts(**{name: data[name] for name in names})


def _show_twins(request: HttpRequest, form: GroupForm, twins: list[Twin]) -> HttpResponse:
    """What was typed goes along in the page, so that neither answer loses it."""
    own = set(current_user(request).memberships.values_list("organisation_id", flat=True))
    context = {
        "form": form,
        "twins": [
            {
                "group": twin.organisation,
                "reasons": twin.likeness.reasons,
                "own": twin.organisation.pk in own,
                "token": twin_token(twin.organisation, current_user(request)),
            }
            for twin in twins
        ],
        "certain": any(twin.likeness.certain for twin in twins),
    }
    return render(request, "organisations/twins.html", context)


@login_required
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """The group's facts, its people and its bank account."""
    row = own_group(request, slug)
    role = rules.role_of(current_user(request), row)
    accounts = row.bank_accounts.exclude(state=BankAccountState.SUPERSEDED)
    context = {
        "group": row,
        "facts": profile.facts(row),
        "documents": profile.documents(row),
        "standing": standing_of(row, today=timezone.localdate()),
        "members": row.memberships.select_related("user"),
        "accounts": accounts,
        "may_edit": role in ("lead", "editor"),
        "may_lead": role == "lead",
        "requests": row.join_requests.waiting().count() if role == "lead" else 0,
    }
    return render(request, "organisations/group.html", context)


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the group's facts."""
    row = own_group(request, slug)
    if not rules.can_edit(current_user(request), row):
        raise PermissionDenied
    form = GroupForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.change_organisation(row, by=current_user(request), **form.cleaned_data)
            messages.success(request, "The group's facts are saved.")
            return redirect("organisations:group", slug)
    context = {"form": form, "heading": "Change the group's facts", "group": row}
    return render(request, "organisations/group_form.html", context)


@login_required
def bank_account(request: HttpRequest, slug: str) -> HttpResponse:
    """A lead gives the account that money goes to."""
    row = own_group(request, slug)
    if not rules.can_lead(current_user(request), row):
        raise PermissionDenied
    form = BankAccountForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.give_bank_account(row, by=current_user(request), **form.cleaned_data)
            messages.success(
                request, "We have the account. We will call the group before any money goes there."
            )
            return redirect("organisations:group", slug)
    current = row.bank_accounts.filter(state=BankAccountState.VERIFIED).first()
    return render(
        request, "organisations/bank_account.html", {"group": row, "form": form, "current": current}
    )
