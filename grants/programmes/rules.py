"""Who may do what with funds and rounds."""

from decimal import Decimal

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.money import format_money
from grants.programmes.models import Fund


def can_publish(user: User) -> bool:
    """Funds, rounds and forms are made by publishers, fund managers and administrators."""
    return user.has_role(Role.PUBLISHER, Role.FUND_MANAGER, Role.ADMINISTRATOR)


def too_much(fund: Fund, allocated: Decimal) -> str:
    """The sentence that refuses allocations of `allocated` pounds in all; empty when the fund holds them."""
    if allocated <= fund.total:
        return ""
    over = format_money(allocated - fund.total)
    return f"{fund} has {format_money(fund.total)} in all. This would set aside {over} more than that."
