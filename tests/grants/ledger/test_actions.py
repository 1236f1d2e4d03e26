"""Every way that the ledger grows, and what it refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fund.audit.models import Event
from fund.common.errors import Refused
from grants.funding.models import Allocation
from grants.ledger import actions
from grants.ledger.balances import ever_paid_to, left_to_pay, paid_to, promised_in, promised_to
from grants.ledger.models import Commitment, LedgerEntry
from tests.factories import (
    make_commitment,
    make_neighbourhood,
    make_organisation,
    make_round,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)


def promise(commitment: Commitment, pounds: str) -> LedgerEntry:
    return actions.promise(commitment, Decimal(pounds), on=DAY, by=None)


def test_commit_refuses_shares_that_do_not_sum_to_100() -> None:
    ward = make_ward()
    with pytest.raises(Refused, match="must sum to 100%"):
        actions.commit(
            reference="X",
            round=make_round(),
            organisation=make_organisation(),
            shares=[(ward, Decimal("99.99"))],
            by=None,
        )
    assert Commitment.objects.count() == 0


def test_commit_refuses_an_area_twice() -> None:
    ward = make_ward()
    with pytest.raises(Refused, match="only be named once"):
        make_commitment(shares=[(ward, Decimal(50)), (ward, Decimal(50))])


def test_promise_splits_over_areas_and_leaves_an_event() -> None:
    by = make_user()
    one, two = make_ward(), make_ward()
    commitment = make_commitment(shares=[(one, Decimal("66.67")), (two, Decimal("33.33"))])
    entry = actions.promise(commitment, Decimal("100.00"), on=DAY, by=by)
    assert list(entry.shares.values_list("area", "amount")) == [
        (one.pk, Decimal("66.67")),
        (two.pk, Decimal("33.33")),
    ]
    event = Event.objects.for_case(commitment.reference).get(verb="money_promised")
    assert event.sentence == f"{by} entered a promise of £100 in the ledger"


def test_promise_to_the_last_penny_and_no_further() -> None:
    round_ = make_round(allocation=1000)
    promise(make_commitment(round_), "999.99")
    last = make_commitment(round_)
    with pytest.raises(Refused, match="this is £0.01 too much"):
        promise(last, "0.02")
    promise(last, "0.01")
    assert promised_in(round_) == Decimal("1000.00")


def test_promise_is_refused_where_nothing_is_allocated() -> None:
    with pytest.raises(Refused, match="not enough money left"):
        promise(make_commitment(make_round(allocation=None)), "1.00")


def test_neighbourhood_spends_its_own_money_before_the_general() -> None:
    round_ = make_round(allocation=100)
    north, south = make_neighbourhood(), make_neighbourhood()
    Allocation.objects.create(fund=round_.fund, round=round_, area=north, amount=500)
    up, down = make_ward(parent=north), make_ward(parent=south)
    promise(make_commitment(round_, shares=[(up, Decimal(100))]), "550.00")
    with pytest.raises(Refused, match="£0.01 too much"):
        promise(make_commitment(round_, shares=[(down, Decimal(100))]), "50.01")
    promise(make_commitment(round_, shares=[(down, Decimal(100))]), "50.00")


def test_pay_never_beyond_the_promise() -> None:
    commitment = make_commitment()
    promise(commitment, "100.00")
    actions.pay(commitment, Decimal("60.00"), on=DAY, by=None)
    with pytest.raises(Refused, match="more than the £100 that is promised"):
        actions.pay(commitment, Decimal("40.01"), on=DAY, by=None)
    assert (paid_to(commitment), left_to_pay(commitment)) == (Decimal("60.00"), Decimal("40.00"))


def test_take_back_never_beyond_what_was_paid() -> None:
    commitment = make_commitment()
    promise(commitment, "100.00")
    actions.pay(commitment, Decimal("60.00"), on=DAY, by=None)
    actions.take_back(commitment, Decimal("10.00"), on=DAY, by=None)
    with pytest.raises(Refused, match="Only £50 was paid"):
        actions.take_back(commitment, Decimal("50.01"), on=DAY, by=None)
    assert promised_to(commitment) == Decimal("100.00")


def test_release_promise_gives_money_back_to_the_round() -> None:
    round_ = make_round(allocation=100)
    commitment = make_commitment(round_)
    promise(commitment, "100.00")
    actions.pay(commitment, Decimal("30.00"), on=DAY, by=None)
    with pytest.raises(Refused):
        actions.release_promise(commitment, Decimal("70.01"), on=DAY, by=None)
    actions.release_promise(commitment, Decimal("70.00"), on=DAY, by=None)
    promise(make_commitment(round_), "70.00")


def test_reverse_answers_an_entry_once() -> None:
    commitment = make_commitment()
    entry = promise(commitment, "100.00")
    with pytest.raises(Refused, match="Say what was wrong"):
        actions.reverse(entry, by=None, note=" ")
    opposite = actions.reverse(entry, by=None, note="Wrong group")
    assert promised_to(commitment) == Decimal("0.00")
    with pytest.raises(Refused, match="corrected already"):
        actions.reverse(entry, by=None, note="Again")
    with pytest.raises(Refused, match="corrected already"):
        actions.reverse(opposite, by=None, note="Back")


def test_reverse_refuses_a_promise_that_was_paid() -> None:
    commitment = make_commitment()
    entry = promise(commitment, "100.00")
    actions.pay(commitment, Decimal("1.00"), on=DAY, by=None)
    with pytest.raises(Refused, match="more than the £0 that is promised"):
        actions.reverse(entry, by=None, note="Wrong")
    assert promised_to(commitment) == Decimal("100.00")


@pytest.mark.parametrize("pounds", ["0.00", "-5.00"])
def test_nothing_and_less_are_refused(pounds: str) -> None:
    with pytest.raises(Refused, match="more than £0"):
        promise(make_commitment(), pounds)


def test_entries_are_only_ever_added() -> None:
    entry = promise(make_commitment(), "5.00")
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.filter(pk=entry.pk).update(amount=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.shares.all().delete()


def test_money_back_that_was_entered_by_mistake_counts_once_in_what_was_ever_paid() -> None:
    commitment = make_commitment()
    promise(commitment, "100")
    actions.pay(commitment, Decimal(100), on=DAY, by=None)
    mistake = actions.take_back(commitment, Decimal(40), on=DAY, by=None)
    assert ever_paid_to(commitment) == Decimal(100)
    actions.reverse(mistake, by=None, note="It never came back.")
    assert ever_paid_to(commitment) == Decimal(100)
