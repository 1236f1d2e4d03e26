"""Who may do what with awards. Reads only."""

from fund.accounts.models import User
from fund.accounts.roles import MANAGERS, OFFICERS
from grants.awards.models import Award
from grants.awards.states import AwardState
from grants.organisations.states import MemberRole


def can_judge(user: User) -> bool:
    """Whether this person may judge evidence and requirements, suspend and resume."""
    return user.has_role(*OFFICERS)


def can_end(user: User) -> bool:
    """Whether this person may end a grant early or let an offer lapse, which lets go of money."""
    return user.has_role(*MANAGERS)


def is_own_name(name: str, user: User) -> bool:
    """Whether `name` is the one of the account, however it is spaced and whatever its capitals."""
    return " ".join(name.split()).casefold() == " ".join(str(user).split()).casefold()


def can_accept(user: User, award: Award) -> bool:
    """Whether this person may sign for the group: only its leads may."""
    return _is_member(user, award, MemberRole.LEAD)


def can_send_evidence(user: User, award: Award) -> bool:
    """Whether this person may send evidence for the group: its leads and editors may."""
    return _is_member(user, award, MemberRole.LEAD, MemberRole.EDITOR)


def takes_evidence(award: Award) -> bool:
    """Whether the award is at a stage where evidence is looked at."""
    return award.state == AwardState.ACTIVE


def _is_member(user: User, award: Award, *roles: MemberRole) -> bool:
    return award.organisation.memberships.filter(user=user, role__in=roles).exists()
