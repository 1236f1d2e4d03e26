"""The books compare each entry with the event that tells of it."""

from datetime import date
from decimal import Decimal

import pytest

from fund.audit.actions import record
from grants.ledger.actions import pay, promise, reverse, take_back
from grants.ledger.entry_events import entries_have_events
from grants.ledger.models import Commitment, LedgerEntry
from tests.factories.money import make_commitment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def busy_commitment() -> Commitment:
    commitment, by = make_commitment(), make_user()
    promise(commitment, Decimal("500"), on=DAY, by=by)
    entry = pay(commitment, Decimal("200"), on=DAY, by=by)
    take_back(commitment, Decimal("50"), on=DAY, by=by)
    extra = promise(commitment, Decimal("10"), on=DAY, by=by)
    reverse(extra, by=by, note="Twice.")
    assert entry.amount == 200
    return commitment


def test_what_went_through_the_door_agrees() -> None:
    busy_commitment()
    assert list(entries_have_events()) == []


def test_an_entry_without_its_event_and_an_event_without_its_entry_are_told_of() -> None:
    commitment = busy_commitment()
    entry = LedgerEntry.objects.create(
        commitment=commitment, account="paid", kind="payment", amount=Decimal("7"), on=DAY, by=None
    )
    record("money_paid", commitment, by=None, case_reference=commitment.reference, entry=999999, amount="£7")
    assert list(entries_have_events()) == [
        f"{commitment.reference}: no event tells of entry {entry.pk}, £7",
        "An event says money_paid £7 of entry 999999, which is not there",
    ]


def test_an_event_with_another_amount_is_told_of() -> None:
    commitment = make_commitment()
    entry = LedgerEntry.objects.create(
        commitment=commitment, account="promised", kind="offer", amount=Decimal("7"), on=DAY, by=None
    )
    record(
        "money_promised",
        commitment,
        by=None,
        case_reference=commitment.reference,
        entry=entry.pk,
        amount="£70",
    )
    assert list(entries_have_events()) == [
        f"{commitment.reference}: entry {entry.pk} is £7, and its event says £70: money_promised"
    ]
