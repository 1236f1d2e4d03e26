"""Asking to be let into a group that is here already, and the answer."""

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from fund.notifications.actions import queue_letter
from grants.organisations import rules
from grants.organisations.models import JoinRequest, Membership, Organisation
from grants.organisations.states import (
    INVITATION_MOVES,
    JOIN_REQUEST_MOVES,
    YOU_MAY,
    InvitationState,
    JoinRequestState,
    MemberRole,
)


@transaction.atomic
def ask_to_join(organisation: Organisation, *, words: str, by: User) -> JoinRequest:
    """Every lead is told. Where nobody leads the group, it waits on the staff's screen."""
    lock(organisation)
    if not words.strip():
        raise Refused("Write who you are in the group", field="words")
    if organisation.memberships.filter(user=by).exists():
        raise Refused("You are in this group already.")
    if organisation.join_requests.waiting().filter(user=by).exists():
        raise Refused("You have asked already. We write to you as soon as there is an answer.")
    request = JoinRequest.objects.create(organisation=organisation, user=by, words=words.strip())
    record("join_asked", organisation, by=by)
    for member in organisation.memberships.leads().select_related("user"):
        facts = {"group": organisation, "asker": by, "words": request.words}
        queue_letter("organisations/join_request", to=member.user, context=facts)
    return request


@transaction.atomic
def approve_join_request(request: JoinRequest, *, role: str, by: User, answer: str = "") -> None:
    """Let them in. Staff let the first one in as the lead, whom the group lacks."""
    group = lock(request.organisation)
    _may_answer(request, by)
    if role not in MemberRole.values:
        raise Refused("Choose what they may do.", field="role")
    if role != MemberRole.LEAD and not group.memberships.leads().exists():
        raise Refused("Nobody leads this group yet, so this person must be a lead.", field="role")
    _answer(request, JoinRequestState.APPROVED, answer, by)
    membership, made = Membership.objects.get_or_create(
        organisation=group, user=request.user, defaults={"role": role}
    )
    for invitation in group.invitations.filter(email=request.user.email, state=InvitationState.WAITING):
        move(invitation, InvitationState.ACCEPTED, moves=INVITATION_MOVES)
    record("join_approved", group, by=by, name=str(request.user), role=membership.get_role_display().lower())
    facts = {"group": group, "answer": request.answer, "may": YOU_MAY[membership.role]}
    queue_letter("organisations/join_approved", to=request.user, context=facts)


@transaction.atomic
def refuse_join_request(request: JoinRequest, *, by: User, answer: str = "") -> None:
    lock(request.organisation)
    _may_answer(request, by)
    _answer(request, JoinRequestState.REFUSED, answer, by)
    record("join_refused", request.organisation, by=by, name=str(request.user))
    facts = {"group": request.organisation, "answer": request.answer}
    queue_letter("organisations/join_refused", to=request.user, context=facts)


@transaction.atomic
def withdraw_join_request(request: JoinRequest, *, by: User) -> None:
    if request.user_id != by.pk:
        raise Refused("Only who asked can take it back.")
    move(request, JoinRequestState.WITHDRAWN, moves=JOIN_REQUEST_MOVES)
    record("join_withdrawn", request.organisation, by=by)


def _may_answer(request: JoinRequest, by: User) -> None:
    if not rules.can_answer_requests(by, request.organisation) or request.user_id == by.pk:
        raise Refused("A lead of the group answers this; staff do where there is none.")


def _answer(request: JoinRequest, to: JoinRequestState, answer: str, by: User) -> None:
    facts = {"answered_by": by, "answered_at": timezone.now(), "answer": answer.strip()}
    move(request, to, moves=JOIN_REQUEST_MOVES, **facts)
