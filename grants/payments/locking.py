"""Holding rows still while money moves. One order everywhere: run, awards, payments, accounts, commitment."""

from collections.abc import Iterable

from grants.awards.models import Award
from grants.organisations.models import BankAccount
from grants.payments.models import Payment, PaymentRun


def lock_payments(payments: Iterable[int]) -> list[Payment]:
    """These payments, read again and locked with their awards, in primary-key order."""
    keys = list(payments)
    awards = Payment.objects.filter(pk__in=keys).values_list("award", flat=True)
    list(Award.objects.select_for_update().filter(pk__in=list(awards)).order_by("pk"))
    rows = Payment.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(rows.with_facts())


def lock_payment(payment: Payment) -> Payment:
    return lock_payments([payment.pk])[0]


def lock_run(run: PaymentRun) -> PaymentRun:
    return PaymentRun.objects.select_for_update().get(pk=run.pk)


def lock_run_of(payment: Payment) -> PaymentRun | None:
    """The run that a payment is in, locked before it."""
    run = Payment.objects.select_related("run").get(pk=payment.pk).run
    return lock_run(run) if run else None


def lock_accounts(awards: Iterable[Award]) -> None:
    """Keep the bank accounts of these awards' groups as they are until the transaction ends."""
    groups = {award.organisation.pk for award in awards}
    list(BankAccount.objects.select_for_update().filter(organisation__in=groups).order_by("pk"))
