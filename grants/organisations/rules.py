"""Who may do what with a group and its bank account. Reads only."""

from fund.accounts.models import User
from fund.accounts.roles import OFFICERS, Role
from grants.organisations.models import BankAccount, Membership, Organisation
from grants.organisations.states import BankAccountState, MemberRole

WRITERS = (MemberRole.LEAD, MemberRole.EDITOR)


def role_of(user: User, organisation: Organisation) -> str:
    """The person's role in the group; empty for everybody else."""
    found = Membership.objects.filter(organisation=organisation, user=user).values_list("role", flat=True)
    return found.first() or ""


def can_edit(user: User, organisation: Organisation) -> bool:
    """Leads and editors keep the group's facts; viewers read."""
    return role_of(user, organisation) in WRITERS


def can_lead(user: User, organisation: Organisation) -> bool:
    """Leads add people and give bank accounts."""
    return role_of(user, organisation) == MemberRole.LEAD


def can_answer_requests(user: User, organisation: Organisation) -> bool:
    """Leads answer who asks to join. Staff do where nobody leads the group, never about their own."""
    if can_lead(user, organisation):
        return user.is_active
    leaderless = not organisation.memberships.leads().exists()
    return leaderless and user.has_role(*OFFICERS) and not role_of(user, organisation)


def can_verify(user: User, account: BankAccount) -> bool:
    """A finance officer who neither gave the account nor belongs to the group."""
    return (
        account.state == BankAccountState.SUBMITTED
        and user.has_role(Role.FINANCE_OFFICER, Role.ADMINISTRATOR)
        and account.given_by_id != user.pk
        and not role_of(user, account.organisation)
    )


def can_block(user: User, account: BankAccount) -> bool:
    live = (BankAccountState.SUBMITTED, BankAccountState.VERIFIED)
    roles = (Role.FINANCE_OFFICER, Role.FINANCE_APPROVER, Role.ADMINISTRATOR)
    return account.state in live and user.has_role(*roles)
