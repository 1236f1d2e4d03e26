"""What the money of a fund allows. Who may set funds up is in the table of roles, and Wagtail asks it."""

from decimal import Decimal

from fund.common.money import format_money
from grants.funding.models import Fund


def too_much(fund: Fund, allocated: Decimal) -> str:
    """The sentence that refuses allocations of `allocated` pounds in all; empty when the fund holds them."""
    if allocated <= fund.total:
        return ""
    over = format_money(allocated - fund.total)
    return f"{fund} has {format_money(fund.total)} in all. This would set aside {over} more than that."
