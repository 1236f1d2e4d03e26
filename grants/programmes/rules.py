"""What the money of a fund allows, and what a round lacks. Who may set them up is in the table of roles."""

from decimal import Decimal

from fund.common.money import format_money
from grants.programmes.models import Fund, Round


def too_much(fund: Fund, allocated: Decimal) -> str:
    """The sentence that refuses allocations of `allocated` pounds in all; empty when the fund holds them."""
    if allocated <= fund.total:
        return ""
    over = format_money(allocated - fund.total)
    return f"{fund} has {format_money(fund.total)} in all. This would set aside {over} more than that."


def lacking(round_: Round) -> list[str]:
    """What a round that counts still needs before groups can be told of it and decided about."""
    if round_.is_test or round_.decided_at:
        return []
    found = {
        "No money is set aside for it: nothing can be awarded.": not round_.allocations.exists(),
        "It has no criteria: nobody can score an application.": not round_.criteria.exists(),
        "It has no date for decisions: groups are not told when they hear.": not round_.decision_on,
    }
    return [words for words, lacks in found.items() if lacks]
