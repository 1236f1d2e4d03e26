"""Who belongs to a group: invited by a lead, joined by the person invited."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from fund.accounts.models import User
from fund.audit.actions import lock, record
from fund.common.errors import Refused
from fund.notifications.actions import queue_letter
from grants.organisations import rules
from grants.organisations.models import Membership, Organisation
from grants.organisations.states import MemberRole

_SALT = "organisations.invitation"
LASTS_DAYS = 14


@transaction.atomic
def invite_member(organisation: Organisation, *, email: str, role: str, by: User) -> None:
    """Write to somebody with a link to join. Whether they have an account already is told to nobody."""
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can add people.")
    email = email.strip().lower()
    if organisation.people.filter(email=email).exists():
        raise Refused("This person is in the group already.", field="email")
    token = signing.dumps({"group": organisation.pk, "email": email, "role": role}, salt=_SALT)
    address = settings.PUBLIC_URL + reverse("organisations:join", args=[token])
    facts = {"group": organisation, "by": by, "address": address, "days": LASTS_DAYS}
    queue_letter("organisations/invitation", to=email, context=facts)
    record("member_invited", organisation, by=by, role=role)


def read_invitation(token: str, user: User) -> tuple[Organisation, str]:
    """The group and the role an invitation is for. Refused when it is too old or for somebody else."""
    try:
        facts = signing.loads(token, salt=_SALT, max_age=LASTS_DAYS * 86400)
    except signing.BadSignature:
        raise Refused("This invitation is too old or incomplete. Ask for another one.") from None
    if facts["email"] != user.email.lower():
        raise Refused("This invitation is for another e-mail address. Sign in with that one.")
    group = Organisation.objects.filter(pk=facts["group"]).first()
    if group is None:
        raise Refused("This group is no longer here.")
    return group, facts["role"]


@transaction.atomic
def join_by_invitation(token: str, *, by: User) -> Organisation:
    """Become a member. Joining twice changes nothing."""
    group, role = read_invitation(token, by)
    _row, made = Membership.objects.get_or_create(organisation=group, user=by, defaults={"role": role})
    if made:
        record("member_joined", group, by=by)
    return group


@transaction.atomic
def remove_member(organisation: Organisation, membership: Membership, *, by: User) -> None:
    """Take somebody out. A group keeps at least one lead."""
    lock(organisation)
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can take people out.")
    others = organisation.memberships.filter(role=MemberRole.LEAD).exclude(pk=membership.pk)
    if membership.role == MemberRole.LEAD and not others.exists():
        raise Refused("A group needs a lead. Make somebody else a lead first.")
    name = str(membership.user)
    membership.delete()
    record("member_removed", organisation, by=by, name=name)
