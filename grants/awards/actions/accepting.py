"""The group signs; the grant goes live once nothing is outstanding."""

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from grants.awards import emails, rules
from grants.awards.models import Award
from grants.awards.states import AWARD_MOVES, AwardState, RequirementState


@transaction.atomic
def accept_award(award: Award, *, name: str, by: User, other_name: bool = False) -> None:
    """A lead accepts the agreement for the group, signing with `name`.

    A name that is not the account's must be meant: `other_name` says that the lead has confirmed it.
    """
    row = lock(award)
    if not rules.can_accept(by, row):
        raise Refused("Only a lead of the group can accept the agreement.")
    if not name.strip():
        raise Refused("Type your full name to sign.", field="name")
    if not other_name and not rules.is_own_name(name, by):
        raise Refused(
            f"Your account says “{by}”. To sign as “{name.strip()}”, confirm that it is you.",
            field="name",
        )
    if row.state == AwardState.OFFERED and row.accept_by and timezone.localdate() > row.accept_by:
        raise Refused("The day to accept this offer by has passed. Ask us whether it can be made again.")
    move(
        award,
        AwardState.ACCEPTED,
        moves=AWARD_MOVES,
        accepted_by=by,
        accepted_at=timezone.now(),
        signed_as=name.strip(),
    )
    agreement = award.agreements.latest("number")
    verb = "award_accepted" if rules.is_own_name(name, by) else "award_accepted_by_another_name"
    record(verb, award, by=by, case_reference=award.reference, name=name.strip(), sha256=agreement.sha256)
    emails.tell_leads("awards/accepted", award, name=name.strip())
    activate_if_ready(award, by=by)


@transaction.atomic
def activate_if_ready(award: Award, *, by: User) -> bool:
    """Move an accepted award on to live when no requirement of the whole award is open."""
    row = lock(award)
    outstanding = row.requirements.filter(milestone=None, state=RequirementState.OPEN).exists()
    if row.state != AwardState.ACCEPTED or outstanding:
        return False
    move(award, AwardState.ACTIVE, moves=AWARD_MOVES)
    record("award_active", award, by=by, case_reference=award.reference)
    return True
