"""The milestones of an award sum to it, whatever the group planned and the panel gave."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fund.common.money import PENNY
from grants.awards.planning import Step, scale_plan

DAY = date(2026, 3, 3)
pounds = st.integers(0, 5_000_000).map(lambda pennies: PENNY * pennies)


@given(st.lists(pounds, max_size=8), st.integers(1, 5_000_000))
def test_scaled_milestones_sum_to_the_award(amounts: list[Decimal], pennies: int) -> None:
    plan = [Step(f"Step {i}", DAY, amount) for i, amount in enumerate(amounts)]
    scaled = scale_plan(plan, PENNY * pennies, otherwise_on=DAY)
    assert sum(step.amount for step in scaled) == PENNY * pennies
    assert all(step.amount >= 0 for step in scaled)


def test_plan_keeps_its_proportions() -> None:
    plan = [
        Step("Start", DAY, Decimal(600)),
        Step("Middle", DAY, Decimal(300)),
        Step("End", DAY, Decimal(100)),
    ]
    scaled = scale_plan(plan, Decimal("500.01"), otherwise_on=DAY)
    assert [step.amount for step in scaled] == [Decimal("300.01"), Decimal("150.00"), Decimal("50.00")]


def test_plan_without_money_is_one_step() -> None:
    assert scale_plan([], Decimal("500.00"), otherwise_on=DAY) == [
        Step("The whole grant", DAY, Decimal("500.00"))
    ]
