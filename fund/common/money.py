"""Money: pounds as `Decimal` to the penny, never a float."""

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import models

from fund.common.errors import Refused

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")
# As people write it: no exponents, no digits of other scripts, no more than a MoneyField holds.
_WRITTEN = re.compile(r"-?([0-9]{1,10}(\.[0-9]{0,9})?|\.[0-9]{1,9})")

# Thousands set apart. `10,50` and `10.000,00` are money elsewhere, and another amount there.
_GROUPED = re.compile(r"-?[0-9]{1,3}([ ,\u00a0][0-9]{2,3})*[ ,\u00a0][0-9]{3}(\.[0-9]*)?")


class MoneyField(models.DecimalField):
    """Pounds and pence: at most 9,999,999,999.99."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


def format_money(amount: Decimal) -> str:
    """`£24,000`, or `£24,000.50` where there are pence; a minus sign stands before the pound sign."""
    pence = 0 if amount == amount.to_integral_value() else 2
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.{pence}f}"


def bare_amount(text: str) -> str:
    """Without the pound sign, and without the commas or spaces that set thousands apart; others stay."""
    bare = text.strip().removeprefix("£").strip()
    return re.sub(r"[ ,\u00a0]", "", bare) if _GROUPED.fullmatch(bare) else bare


def parse_money(text: str) -> Decimal:
    """Pounds as people type them: `£2,000`, `2000.5`, ` 2 000 `. Refuses what is not money."""
    bare = bare_amount(text)
    if not _WRITTEN.fullmatch(bare):
        raise Refused("Enter an amount in pounds, like 2,000 or 2,000.50")
    amount = Decimal(bare)
    if amount != amount.quantize(PENNY):
        raise Refused("Enter an amount in pounds and whole pence, like 2,000.50")
    return amount.quantize(PENNY)


def split_by_shares(total: Decimal, shares: Sequence[Decimal | int]) -> list[Decimal]:
    """Split `total` pounds in proportion to `shares`, to the penny, losing nothing.

    Largest remainder: everybody gets the pennies rounded down, and the pennies left go one each to
    the largest remainders, the earlier first where they tie. The parts always sum to `total`.
    """
    if not shares or any(share < 0 for share in shares) or sum(shares) <= 0:
        raise ValueError("shares must be non-negative and not all zero")
    pennies = int(total / PENNY)
    sign, pennies = (-1, -pennies) if pennies < 0 else (1, pennies)
    whole = Decimal(sum(shares))
    exact = [Decimal(pennies) * Decimal(share) / whole for share in shares]
    parts = [int(part.to_integral_value(ROUND_DOWN)) for part in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: pennies - sum(parts)]:
        parts[i] += 1
    return [PENNY * sign * part for part in parts]
