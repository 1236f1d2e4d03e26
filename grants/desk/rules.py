"""Who sees what on the staff side. Which rows they see is asked again, of the rows."""

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import CASE_ROLES

HANDS_ON = (Role.GRANTS_OFFICER, Role.FUND_MANAGER, Role.ADMINISTRATOR)


def can_see_cases(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_send_letter_again(user: User) -> bool:
    return user.has_role(*HANDS_ON)
