"""Conditions on an award: added, accepted, or waived by two people."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from grants.awards import emails
from grants.awards.actions.accepting import activate_if_ready
from grants.awards.models import Award, Milestone, Requirement
from grants.awards.states import REQUIREMENT_MOVES, AwardState, RequirementState

GOING_ON = (AwardState.OFFERED, AwardState.ACCEPTED, AwardState.ACTIVE, AwardState.SUSPENDED)


@transaction.atomic
def add_requirement(
    award: Award, *, text: str, by: User, milestone: Milestone | None = None, gates_payment: bool = True
) -> Requirement:
    """Ask for something more of the group. It holds up one milestone's payment, or all, if it gates them."""
    row = lock(award)
    if row.state not in GOING_ON:
        raise Refused(f"The grant is “{row.get_state_display()}”, so nothing more can be asked.")
    if not text.strip():
        raise Refused("Say what the group has to do or send.", field="text")
    if milestone is not None and milestone.award_id != award.pk:
        raise Refused("That milestone belongs to another grant.", field="milestone")
    requirement = Requirement.objects.create(
        award=award, milestone=milestone, text=text.strip(), gates_payment=gates_payment
    )
    _record("requirement_added", requirement, by)
    emails.tell_leads("awards/requirement_added", award, requirement=requirement)
    return requirement


@transaction.atomic
def accept_requirement(requirement: Requirement, *, by: User) -> None:
    """What was asked is there."""
    award = lock(requirement.award)
    _move(requirement, RequirementState.ACCEPTED, accepted_by=by, accepted_at=timezone.now())
    _record("requirement_accepted", requirement, by)
    activate_if_ready(award, by=by)


@transaction.atomic
def ask_requirement_waiver(requirement: Requirement, *, reason: str, by: User) -> None:
    """Ask another officer to agree that the group need not do this."""
    row = lock(requirement)
    if row.state != RequirementState.OPEN:
        raise Refused(f"This requirement is “{row.get_state_display()}”, so it can't be waived.")
    if row.waiver_asked_by:
        raise Refused(f"{row.waiver_asked_by} has asked for this already. Somebody else agrees, or says no.")
    if not reason.strip():
        raise Refused("Say why it is not needed.", field="reason")
    _save_waiver(requirement, by, reason.strip())
    _record("requirement_waiver_asked", requirement, by, reason=reason.strip())


@transaction.atomic
def agree_requirement_waiver(requirement: Requirement, *, by: User) -> None:
    """The second person agrees."""
    award = lock(requirement.award)
    row = lock(requirement)
    if row.waiver_asked_by_id is None:
        raise Refused("Nobody has asked to waive this requirement.")
    if row.waiver_asked_by_id == by.pk:
        raise Refused("You asked for this, so someone else must agree.")
    _move(requirement, RequirementState.WAIVED, waived_by=by)
    _record("requirement_waived", requirement, by)
    activate_if_ready(award, by=by)


@transaction.atomic
def decline_requirement_waiver(requirement: Requirement, *, by: User) -> None:
    """Say no, or take one's own request back: it is needed after all."""
    row = lock(requirement)
    if row.waiver_asked_by_id is None or row.state != RequirementState.OPEN:
        raise Refused("There is no request to say no to.")
    _save_waiver(requirement, None, "")
    _record("requirement_waiver_declined", requirement, by)


def _move(requirement: Requirement, to: RequirementState, **fields: Any) -> None:
    move(requirement, to, moves=REQUIREMENT_MOVES, **fields)


def _save_waiver(requirement: Requirement, asked_by: User | None, reason: str) -> None:
    requirement.waiver_asked_by, requirement.waiver_reason = asked_by, reason
    requirement.save(update_fields=["waiver_asked_by", "waiver_reason"])


def _record(verb: str, requirement: Requirement, by: User, **facts: Any) -> None:
    short = requirement.text if len(requirement.text) <= 80 else f"{requirement.text[:79]}…"
    record(verb, requirement, by=by, case_reference=requirement.award.reference, text=short, **facts)
