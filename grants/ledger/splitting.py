"""How an entry falls on areas: the running total is split, less what was split before."""

from collections.abc import Sequence
from decimal import Decimal

from fund.common.money import split_by_shares


def split_entry(before: Decimal, amount: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """Split `amount` over areas when their account stood at `before`. Pounds, in the order of `percents`.

    Splitting each entry alone would let pennies of rounding pile up on one area. Here, whatever the
    entries were, each area's total is always the split of the whole total. A part may be a penny
    below nothing where the whole total's own split moves a penny from one area to another.
    """
    already = split_by_shares(before, percents)
    after = split_by_shares(before + amount, percents)
    return [new - old for old, new in zip(already, after, strict=True)]
