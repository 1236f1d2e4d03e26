"""What people may do in their group, and leaving it. A group that has a lead always keeps one."""

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.notifications.actions import queue_letter
from grants.organisations import rules
from grants.organisations.models import Membership, Organisation
from grants.organisations.states import YOU_MAY, MemberRole


@transaction.atomic
def change_role(organisation: Organisation, membership: Membership, *, role: str, by: User) -> None:
    """A lead says what somebody may do from now on; they hear of it."""
    row = _hold(organisation, membership)
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can change what people may do.")
    if row.role == role:
        return
    if role != MemberRole.LEAD:
        _keep_a_lead(organisation, row)
    row.role = role
    row.save(update_fields=["role"])
    record(
        "member_role_changed", organisation, by=by, name=str(row.user), role=row.get_role_display().lower()
    )
    if row.user_id != by.pk:
        _write("role_changed", row, by=by)


@transaction.atomic
def hand_over_lead(organisation: Organisation, membership: Membership, *, by: User) -> None:
    """A lead makes somebody else lead, and is an editor from then on."""
    row = _hold(organisation, membership)
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can hand the lead over.")
    if row.user_id == by.pk:
        raise Refused("Choose somebody else.", field="person")
    if not row.user.is_active:
        raise Refused(f"{row.user} can't sign in any more. Choose somebody else.", field="person")
    organisation.memberships.filter(user=by).update(role=MemberRole.EDITOR)
    row.role = MemberRole.LEAD
    row.save(update_fields=["role"])
    record("lead_handed_over", organisation, by=by, name=str(row.user))
    _write("role_changed", row, by=by)


@transaction.atomic
def remove_member(organisation: Organisation, membership: Membership, *, by: User) -> None:
    """Take somebody out; they hear of it."""
    row = _hold(organisation, membership)
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can take people out.")
    _keep_a_lead(organisation, row)
    row.delete()
    record("member_removed", organisation, by=by, name=str(row.user))
    if row.user_id != by.pk:
        _write("member_removed", row, by=by)


@transaction.atomic
def leave_group(organisation: Organisation, *, by: User) -> None:
    """Go of one's own will. What somebody wrote stays with the group."""
    lock(organisation)
    own = organisation.memberships.filter(user=by).first()
    if own is None:
        raise Refused("You are not in this group.")
    _keep_a_lead(organisation, own)
    own.delete()
    record("member_left", organisation, by=by)


def _hold(organisation: Organisation, membership: Membership) -> Membership:
    """Lock the group, then read the member again: two people may be changing the same ones."""
    lock(organisation)
    row = organisation.memberships.select_related("user").filter(pk=membership.pk).first()
    if row is None:
        raise Refused("This person is no longer in the group.")
    return row


def _keep_a_lead(organisation: Organisation, going: Membership) -> None:
    others = organisation.memberships.leads().exclude(pk=going.pk)
    if going.role == MemberRole.LEAD and not others.exists():
        raise Refused("A group needs a lead. Make somebody else a lead first.")


def _write(letter: str, membership: Membership, *, by: User) -> None:
    facts = {
        "group": membership.organisation,
        "by": by,
        "role": membership.get_role_display().lower(),
        "may": YOU_MAY[membership.role],
    }
    queue_letter(f"organisations/{letter}", to=membership.user, context=facts)
