"""Who sees what on the staff side. Which rows they see is asked again, of the rows."""

from fund.accounts.models import User
from fund.accounts.roles import CASE_ROLES, OFFICERS


def can_see_cases(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_send_letter_again(user: User) -> bool:
    return user.has_role(*OFFICERS)
