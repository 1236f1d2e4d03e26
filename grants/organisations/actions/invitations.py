"""Asking people into a group: a letter with a link, which can be sent again or taken back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from fund.notifications.actions import queue_letter
from grants.organisations import rules
from grants.organisations.models import Invitation, Membership, Organisation
from grants.organisations.states import (
    INVITATION_MOVES,
    JOIN_REQUEST_MOVES,
    InvitationState,
    JoinRequestState,
    MemberRole,
)

LASTS = timedelta(days=14)
# A letter is on its way for a while; nobody needs two of them.
RESTS = timedelta(minutes=5)
MOST_WAITING = 30


@transaction.atomic
def invite_member(organisation: Organisation, *, email: str, role: str, by: User) -> Invitation:
    """Write to somebody with a link to join. Whether they have an account already is told to nobody."""
    lock(organisation)
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can add people.")
    email = email.strip().lower()
    if organisation.people.filter(email=email).exists():
        raise Refused("This person is in the group already.", field="email")
    waiting = organisation.invitations.filter(state=InvitationState.WAITING)
    if waiting.filter(email=email).exists():
        raise Refused("This person is invited already. Send the invitation again below.", field="email")
    if waiting.count() >= MOST_WAITING:
        raise Refused("Too many invitations wait for an answer. Take some back first.", field="email")
    now = timezone.now()
    invitation = Invitation.objects.create(
        organisation=organisation, email=email, role=role, invited_by=by, sent_at=now, expires_at=now + LASTS
    )
    _write(invitation, by=by)
    record("member_invited", organisation, by=by, role=role)
    return invitation


@transaction.atomic
def send_invitation_again(invitation: Invitation, *, by: User) -> None:
    """The same link once more, with its full time to run."""
    row = _waiting(invitation)
    if not rules.can_lead(by, row.organisation):
        raise Refused("Only a lead can add people.")
    now = timezone.now()
    if now - row.sent_at < RESTS:
        raise Refused(f"We wrote to {row.email} a moment ago. Give the letter a few minutes.")
    row.sent_at, row.expires_at = now, now + LASTS
    row.save(update_fields=["sent_at", "expires_at"])
    _write(row, by=by)
    record("invitation_sent_again", row.organisation, by=by)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> None:
    """The link stops working at once."""
    if not rules.can_lead(by, invitation.organisation):
        raise Refused("Only a lead can take an invitation back.")
    move(invitation, InvitationState.REVOKED, moves=INVITATION_MOVES)
    record("invitation_revoked", invitation.organisation, by=by)


def read_invitation(token: str, user: User) -> Invitation:
    """The invitation behind a link. Refused when it no longer works or is for somebody else.

    One that was accepted still opens for who accepted it: people press links twice.
    """
    found = Invitation.objects.filter(token=token).select_related("organisation", "invited_by").first()
    if found is None or found.state == InvitationState.REVOKED:
        raise Refused("This invitation was taken back, or its link is incomplete. Ask for another one.")
    if found.email != user.email.lower():
        raise Refused("This invitation is for another e-mail address. Sign in with that one.")
    if found.state == InvitationState.WAITING and found.is_too_old:
        raise Refused("This invitation is too old. Ask for another one.")
    member = found.organisation.memberships.filter(user=user)
    if found.state == InvitationState.ACCEPTED and not member.exists():
        raise Refused("This invitation was used already. Ask for another one.")
    return found


@transaction.atomic
def join_by_invitation(token: str, *, by: User) -> Organisation:
    """Become a member. Joining twice changes nothing."""
    invitation = read_invitation(token, by)
    group = lock(invitation.organisation)
    invitation = read_invitation(token, by)
    if invitation.state == InvitationState.ACCEPTED:
        return group
    move(invitation, InvitationState.ACCEPTED, moves=INVITATION_MOVES)
    _row, made = Membership.objects.get_or_create(
        organisation=group, user=by, defaults={"role": invitation.role}
    )
    for request in group.join_requests.waiting().filter(user=by):
        facts = {"answered_by": invitation.invited_by, "answered_at": timezone.now()}
        move(request, JoinRequestState.APPROVED, moves=JOIN_REQUEST_MOVES, **facts)
    if made:
        record("member_joined", group, by=by)
    return group


@transaction.atomic
def join_by_confirming(organisation: Organisation, *, by: User) -> bool:
    """Who was asked by letter to confirm what the fund typed in for the group joins it. Whether they are new.

    Where nobody leads the group, they do. Where somebody does, the letter goes to its own people only.
    """
    group = lock(organisation)
    if group.memberships.filter(user=by).exists():
        return False
    if group.memberships.leads().exists():
        raise Refused("The group has a lead by now. Ask them to add you.")
    Membership.objects.create(organisation=group, user=by, role=MemberRole.LEAD)
    record("member_joined", group, by=by)
    return True


def _waiting(invitation: Invitation) -> Invitation:
    row = lock(invitation)
    if row.state != InvitationState.WAITING:
        raise Refused("This invitation no longer waits for an answer.")
    return row


def _write(invitation: Invitation, *, by: User) -> None:
    address = settings.PUBLIC_URL + reverse("organisations:join", args=[invitation.token])
    facts = {"group": invitation.organisation, "by": by, "address": address, "days": LASTS.days}
    queue_letter("organisations/invitation", to=invitation.email, context=facts)
