"""Two deciders at the same moment, on a database that lets them try."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from grants.ledger import actions
from grants.ledger.balances import paid_to, promised_in
from tests.factories import make_commitment, make_round, make_ward
from tests.threads import several_writers, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    several_writers,
]
DAY = date(2026, 3, 3)


def test_two_deciders_cannot_overspend_a_round() -> None:
    ward = make_ward()
    for _ in range(5):
        round_ = make_round(allocation=100)
        rows = [make_commitment(round_, shares=[(ward, Decimal(100))]) for _ in range(4)]
        assert together(*(partial(actions.promise, row, Decimal(60), on=DAY, by=None) for row in rows)) == 1
        assert promised_in(round_) == Decimal("60.00")


def test_two_payers_cannot_pay_beyond_the_promise() -> None:
    row = make_commitment()
    actions.promise(row, Decimal("100.00"), on=DAY, by=None)
    assert together(*[partial(actions.pay, row, Decimal(60), on=DAY, by=None)] * 3) == 1
    assert paid_to(row) == Decimal("60.00")
