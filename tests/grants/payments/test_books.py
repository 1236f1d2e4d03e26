"""Payments and money that came back point at their entries, and the check finds every pointer that is wrong."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from grants.ledger.actions import take_back
from grants.ledger.checking import run_checks
from grants.payments.actions import mark_not_paid, record_recovery
from grants.payments.models import Payment, Recovery
from grants.payments.states import PaymentState
from tests.factories import make_finance, make_payment

pytestmark = pytest.mark.django_db


def wrong() -> list[str]:
    return [
        sentence for each, found in run_checks() if "payments" in each.find.__module__ for sentence in found
    ]


def test_payment_points_at_the_entry_that_it_made() -> None:
    payment = make_payment(state=PaymentState.PAID)
    assert payment.entry is not None
    assert (payment.entry.amount, payment.entry.commitment) == (payment.amount, payment.award.commitment)
    assert wrong() == []


def test_reversal_answers_the_entry_of_its_payment() -> None:
    payment = make_payment(state=PaymentState.PAID)
    entry = payment.entry
    mark_not_paid(payment, reason="Sent back", on=timezone.localdate(), by=make_finance())
    payment.refresh_from_db()
    assert payment.reversal is not None
    assert payment.reversal.reverses == entry
    assert wrong() == []


def test_recovery_points_at_its_entry() -> None:
    payment = make_payment(state=PaymentState.PAID)
    today = timezone.localdate()
    recovery = record_recovery(
        payment, amount=Decimal("10.50"), reason="Left over", received_on=today, by=make_finance()
    )
    assert recovery.entry.amount == Decimal("-10.50")
    assert wrong() == []


def _another_entry() -> None:
    first, second = make_payment(state=PaymentState.PAID), make_payment(state=PaymentState.PAID)
    Payment.objects.filter(pk=second.pk).update(
        entry=None, state=PaymentState.FAILED, reason="x", paid_on=None
    )
    Payment.objects.filter(pk=first.pk).update(entry=second.entry)


def _entry_of_nobody() -> None:
    payment = make_payment(state=PaymentState.PAID)
    today = timezone.localdate()
    take_back(payment.award.commitment, Decimal(5), on=today, by=None)


@pytest.mark.parametrize("spoil", [_another_entry, _entry_of_nobody])
def test_check_says_where_a_pointer_is_wrong(spoil: Callable[[], None]) -> None:
    spoil()
    assert wrong() != []


def test_one_entry_belongs_to_one_payment() -> None:
    first, second = make_payment(state=PaymentState.PAID), make_payment(state=PaymentState.PAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=second.pk).update(entry=first.entry)


@pytest.mark.parametrize(
    "facts",
    [
        {"entry": None},
        {"state": PaymentState.APPROVED},
        {"state": PaymentState.SENT},
    ],
)
def test_database_refuses_a_payment_whose_entry_does_not_fit_its_state(facts: dict[str, object]) -> None:
    payment = make_payment(state=PaymentState.PAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**facts)


def test_database_refuses_money_that_came_back_without_an_entry() -> None:
    payment = make_payment(state=PaymentState.PAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recovery.objects.create(
            payment=payment,
            amount=1,
            reason="x",
            received_on=timezone.localdate() - timedelta(days=1),
            recorded_by=make_finance(),
        )
