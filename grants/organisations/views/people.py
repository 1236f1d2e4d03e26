"""Who is in a group and what they may do: roles, invitations, leaving, handing over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user
from fund.accounts.limits import refuse_too_often
from fund.common.errors import Refused
from fund.common.forms import ConfirmForm, posted
from grants.organisations import actions, rules
from grants.organisations.actions.invitations import read_invitation
from grants.organisations.forms import HandOverForm, InviteForm, RoleForm
from grants.organisations.models import Organisation
from grants.organisations.states import ROLE_WORDS, YOU_MAY, InvitationState, MemberRole
from grants.organisations.views._rows import own_group


@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in the group and who is asked. A lead invites, changes roles and takes people out."""
    row = own_group(request, slug)
    may_lead = rules.can_lead(current_user(request), row)
    inviting = "email" in request.POST
    form = InviteForm(request.POST if inviting else None)
    problem = ""
    if request.method == "POST":
        if not may_lead:
            raise PermissionDenied
        try:
            if not inviting:
                return _act(request, row)
            if form.is_valid():
                refuse_too_often(request, "invite")
                actions.invite_member(row, by=current_user(request), **form.cleaned_data)
                messages.success(request, f"We have written to {form.cleaned_data['email']}.")
                return redirect(request.path)
        except Refused as refused:
            if inviting:
                form.refuse(refused)
            else:
                problem = refused.sentence
    return render(request, "organisations/people.html", _context(request, row, form, problem))


def _context(request: HttpRequest, row: Organisation, form: InviteForm, problem: str) -> dict[str, Any]:
    members = list(row.memberships.select_related("user"))
    for member in members:
        member.says = ROLE_WORDS[member.role]  # type: ignore[attr-defined]
        member.form = RoleForm(prefix=f"m{member.pk}", initial={"role": member.role})  # type: ignore[attr-defined]
    own = next(member for member in members if member.user_id == current_user(request).pk)
    return {
        "group": row,
        "members": members,
        "own": own,
        "may_lead": own.role == MemberRole.LEAD,
        "invitations": row.invitations.filter(state=InvitationState.WAITING),
        "requests": row.join_requests.waiting().count() if own.role == MemberRole.LEAD else 0,
        "form": form,
        "problems": problem,
    }


def _act(request: HttpRequest, row: Organisation) -> HttpResponse:
    """One of the buttons beside a person or an invitation."""
    by = current_user(request)
    for verb, said in (
        (actions.send_invitation_again, "We have written to {} again."),
        (actions.revoke_invitation, "The invitation of {} is taken back."),
    ):
        if email := request.POST.get(verb.__name__):
            waiting = row.invitations.filter(state=InvitationState.WAITING)
            verb(get_object_or_404(waiting, email=email), by=by)
            messages.success(request, said.format(email))
            return redirect(request.path)
    email = request.POST.get("remove") or request.POST.get("change", "")
    member = get_object_or_404(row.memberships.select_related("user"), user__email=email)
    if "remove" in request.POST:
        actions.remove_member(row, member, by=by)
        messages.success(request, f"{member.user} is out of the group.")
        return redirect("organisations:groups" if member.user_id == by.pk else request.path)
    form = RoleForm(request.POST, prefix=f"m{member.pk}")
    if not form.is_valid():
        raise Refused(f"Choose what {member.user} may do.")
    actions.change_role(row, member, role=form.cleaned_data["role"], by=by)
    messages.success(request, f"What {member.user} may do is changed.")
    return redirect(request.path)


@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Go of one's own will, after being asked once more."""
    row = own_group(request, slug)
    form = ConfirmForm(posted(request))
    if request.method == "POST":
        with form.showing_refusals():
            actions.leave_group(row, by=current_user(request))
            messages.success(request, f"You have left {row}.")
            return redirect("organisations:groups")
    return render(request, "organisations/leave.html", {"group": row, "form": form})


@login_required
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """A lead chooses who leads from now on."""
    row = own_group(request, slug)
    if not rules.can_lead(current_user(request), row):
        raise PermissionDenied
    others = list(row.memberships.select_related("user").exclude(user=current_user(request)))
    form = HandOverForm(posted(request), members=others)
    if request.method == "POST" and form.is_valid():
        chosen = next(member for member in others if member.user.email == form.cleaned_data["person"])
        with form.showing_refusals():
            actions.hand_over_lead(row, chosen, by=current_user(request))
            messages.success(request, f"{chosen.user} leads {row} now. You are an editor.")
            return redirect("organisations:people", slug)
    return render(request, "organisations/hand_over.html", {"group": row, "form": form, "others": others})


@login_required
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes to an invitation."""
    form = ConfirmForm(posted(request))
    try:
        invitation = read_invitation(token, current_user(request))
        group = invitation.organisation
        if invitation.state == InvitationState.ACCEPTED:
            return redirect("organisations:group", group.slug)
        if request.method == "POST":
            actions.join_by_invitation(token, by=current_user(request))
            messages.success(request, f"You are in {group} now.")
            return redirect("organisations:group", group.slug)
    except Refused as refused:
        return render(request, "organisations/join.html", {"problems": refused.sentence}, status=404)
    context = {"group": group, "form": form, "may": YOU_MAY[invitation.role]}
    return render(request, "organisations/join.html", context)
