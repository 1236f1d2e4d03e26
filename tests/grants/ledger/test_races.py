"""Two deciders at the same moment, on a database that lets them try."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from fund.common.errors import Refused
from grants.ledger import actions
from grants.ledger.balances import paid_to, promised_in
from grants.ledger.models import Commitment
from tests.factories import make_commitment, make_round, make_ward

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
DAY = date(2026, 3, 3)


def race(*acts: "threading.Thread") -> None:
    for act in acts:
        act.start()
    for act in acts:
        act.join(timeout=30)


def attempt(
    verb: str, commitment: Commitment, pounds: str, barrier: threading.Barrier, won: list[int]
) -> None:
    try:
        barrier.wait(timeout=10)
        getattr(actions, verb)(commitment, Decimal(pounds), on=DAY, by=None)
        won.append(commitment.pk)
    except Refused:
        pass
    finally:
        connection.close()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_deciders_cannot_overspend_a_round() -> None:
    ward = make_ward()
    for _ in range(5):
        round_ = make_round(allocation=100)
        rows = [make_commitment(round_, shares=[(ward, Decimal(100))]) for _ in range(4)]
        barrier = threading.Barrier(4)
        won: list[int] = []
        race(
            *(threading.Thread(target=attempt, args=("promise", row, "60.00", barrier, won)) for row in rows)
        )
        assert len(won) == 1
        assert promised_in(round_) == Decimal("60.00")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_payers_cannot_pay_beyond_the_promise() -> None:
    row = make_commitment()
    actions.promise(row, Decimal("100.00"), on=DAY, by=None)
    barrier = threading.Barrier(3)
    won: list[int] = []
    race(*(threading.Thread(target=attempt, args=("pay", row, "60.00", barrier, won)) for _ in range(3)))
    assert len(won) == 1
    assert paid_to(row) == Decimal("60.00")
