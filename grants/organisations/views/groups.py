"""A person's groups: facts, people, bank account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.models import User
from fund.common.errors import Refused
from grants.organisations import actions, rules
from grants.organisations.actions.people import read_invitation
from grants.organisations.carried import group_facts
from grants.organisations.forms import BankAccountForm, ConfirmForm, GroupForm, InviteForm
from grants.organisations.models import Organisation
from grants.organisations.states import BankAccountState


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def own_group(request: HttpRequest, slug: str) -> Organisation:
    """A group this person belongs to, or 404."""
    return get_object_or_404(Organisation.objects.of(person(request)).select_related("ward"), slug=slug)


@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """All groups this person belongs to."""
    memberships = person(request).memberships.select_related("organisation").order_by("organisation__name")
    return render(request, "organisations/groups.html", {"memberships": memberships})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Add a group. `for` names the round to go on to."""
    form = GroupForm(posted(request), initial=group_facts(request.session))
    round_slug = request.GET.get("for", "")
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.add_organisation(by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{group} is added.")
            if round_slug.replace("-", "").isalnum():
                return redirect("applications:apply", round_slug)
            return redirect("organisations:group", group.slug)
    return render(request, "organisations/group_form.html", {"form": form, "heading": "Add your group"})


@login_required
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """The group's facts, its people and its bank account."""
    row = own_group(request, slug)
    role = rules.role_of(person(request), row)
    accounts = row.bank_accounts.exclude(state=BankAccountState.REPLACED)
    context = {
        "group": row,
        "members": row.memberships.select_related("user"),
        "accounts": accounts,
        "may_edit": role in ("lead", "editor"),
        "may_lead": role == "lead",
    }
    return render(request, "organisations/group.html", context)


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the group's facts."""
    row = own_group(request, slug)
    if not rules.can_edit(person(request), row):
        raise PermissionDenied
    form = GroupForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organisation(row, by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "The group's facts are saved.")
            return redirect("organisations:group", slug)
    context = {"form": form, "heading": "Change the group's facts", "group": row}
    return render(request, "organisations/group_form.html", context)


@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in the group; a lead may invite others and take people out."""
    row = own_group(request, slug)
    may_lead = rules.can_lead(person(request), row)
    members = row.memberships.select_related("user")
    removing = "remove" in request.POST
    form = InviteForm(request.POST if request.method == "POST" and not removing else None)
    if request.method == "POST":
        if not may_lead:
            raise PermissionDenied
        try:
            if removing:
                member = get_object_or_404(members, user__email=request.POST["remove"])
                actions.remove_member(row, member, by=person(request))
                messages.success(request, f"{member.user} is out of the group.")
                return redirect("organisations:groups" if member.user == request.user else request.path)
            if form.is_valid():
                actions.invite_member(row, by=person(request), **form.cleaned_data)
                messages.success(request, f"We have written to {form.cleaned_data['email']}.")
                return redirect(request.path)
        except Refused as refused:
            if not removing:
                form.refuse(refused)
            else:
                messages.error(request, refused.sentence)
    context = {"group": row, "members": members, "may_lead": may_lead, "form": form}
    return render(request, "organisations/people.html", context)


@login_required
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes to an invitation."""
    form = ConfirmForm(posted(request))
    try:
        row, _role = read_invitation(token, person(request))
        if request.method == "POST":
            actions.join_by_invitation(token, by=person(request))
            messages.success(request, f"You are in {row} now.")
            return redirect("organisations:group", row.slug)
    except Refused as refused:
        return render(request, "organisations/join.html", {"problems": refused.sentence}, status=404)
    return render(request, "organisations/join.html", {"group": row, "form": form})


@login_required
def bank_account(request: HttpRequest, slug: str) -> HttpResponse:
    """A lead gives the account that money goes to."""
    row = own_group(request, slug)
    if not rules.can_lead(person(request), row):
        raise PermissionDenied
    form = BankAccountForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_bank_account(row, by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(
                request, "We have the account. We will call the group before any money goes there."
            )
            return redirect("organisations:group", slug)
    current = row.bank_accounts.filter(state=BankAccountState.VERIFIED).first()
    return render(
        request, "organisations/bank_account.html", {"group": row, "form": form, "current": current}
    )
