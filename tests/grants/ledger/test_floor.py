"""Money that is promised stays set aside."""

from datetime import date
from decimal import Decimal

import pytest

from fund.common.errors import Refused
from grants.funding.actions import set_aside
from grants.ledger.actions import promise
from tests.factories import make_commitment, make_neighbourhood, make_round, make_ward

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)


def test_allocation_never_falls_below_what_is_promised() -> None:
    round_ = make_round(allocation=5000)
    promise(make_commitment(round_), Decimal(3000), on=DAY, by=None)
    with pytest.raises(Refused, match="£3,000 is promised to groups already. This leaves £0.01 too little."):
        set_aside(round_, Decimal("2999.99"), by=None)
    set_aside(round_, Decimal(3000), by=None)
    assert round_.allocations.get().amount == 3000


def test_neighbourhoods_own_money_is_kept_for_what_it_was_promised() -> None:
    place = make_neighbourhood()
    round_ = make_round(allocation=1000)
    set_aside(round_, Decimal(2000), by=None, neighbourhood=place)
    promise(
        make_commitment(round_, shares=[(make_ward(parent=place), Decimal(100))]),
        Decimal(2500),
        on=DAY,
        by=None,
    )
    with pytest.raises(Refused, match="too little"):
        set_aside(round_, Decimal(1400), by=None, neighbourhood=place)
    set_aside(round_, Decimal(1500), by=None, neighbourhood=place)
