"""Finding the row that an address names, as far as this person may see it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from fund.accounts.gates import current_user
from fund.accounts.models import User
from grants.payments.models import Payment, PaymentRun


def payment_for(request: HttpRequest, reference: str) -> Payment:
    """A payment that casework may see, or 404."""
    rows = Payment.objects.for_staff(current_user(request)).with_facts()
    return get_object_or_404(rows, reference=reference)


def runs_for(user: User) -> QuerySet[PaymentRun]:
    """Runs in which this person may see every payment: a file for the bank is whole or not at all."""
    hidden = Payment.objects.filter(run__isnull=False).exclude(pk__in=Payment.objects.for_staff(user))
    return PaymentRun.objects.exclude(pk__in=hidden.values("run")).select_related("made_by", "sent_by")


def run_for(request: HttpRequest, reference: str) -> PaymentRun:
    return get_object_or_404(runs_for(current_user(request)), reference=reference)
