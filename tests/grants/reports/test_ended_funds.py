"""What an ended fund did not award is no longer to be had."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from grants.funding.models import Fund
from grants.reports.figures import read_figures
from tests.factories.funding import make_round

pytestmark = pytest.mark.django_db


def test_ended_fund_counts_in_no_money_left() -> None:
    living, ended = make_round(), make_round()
    today = timezone.localdate()
    Fund.objects.filter(pk=living.fund_id).update(total=1000, ends_on=today)
    Fund.objects.filter(pk=ended.fund_id).update(
        total=5000, starts_on=today - timedelta(days=99), ends_on=today - timedelta(days=1)
    )
    figures = read_figures()
    assert figures.left == Decimal("1000.00")
    assert {row.left for row in figures.funds} == {None, Decimal("1000.00")}
