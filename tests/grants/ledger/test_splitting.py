"""Splits never lose a penny, whatever the entries."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fund.common.money import PENNY, split_by_shares
from grants.ledger.splitting import split_entry

percents = st.lists(st.integers(1, 10_000), min_size=1, max_size=8).map(
    lambda parts: split_by_shares(Decimal(100), parts)
)
money = st.integers(1, 100_000_000).map(lambda pennies: PENNY * pennies)


@given(st.lists(money, min_size=1, max_size=12), percents)
def test_entries_split_to_the_penny_and_areas_agree_with_the_whole(
    amounts: list[Decimal], shares: list[Decimal]
) -> None:
    before, held = Decimal("0.00"), [Decimal("0.00")] * len(shares)
    for amount in amounts:
        parts = split_entry(before, amount, shares)
        assert sum(parts) == amount
        before += amount
        held = [old + part for old, part in zip(held, parts, strict=True)]
        assert held == split_by_shares(before, shares)


def test_thirds_paid_in_pennies_do_not_pile_up_on_one_area() -> None:
    thirds = [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    held = [Decimal("0.00")] * 3
    for paid in range(300):
        parts = split_entry(PENNY * paid, PENNY, thirds)
        held = [old + part for old, part in zip(held, parts, strict=True)]
    assert held == [Decimal("1.00")] * 3
