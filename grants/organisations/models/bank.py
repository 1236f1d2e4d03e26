"""Where money may be sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from grants.organisations.models.groups import Organisation
from grants.organisations.states import BankAccountState


class BankAccount(models.Model):
    """Where money may be sent. The numbers are encrypted; `ending` is all that is ever shown."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bank_accounts")
    account_name = models.CharField(max_length=80)
    secret = models.TextField("encrypted sort code and account number")
    fingerprint = models.CharField(
        "keyed print of the numbers, to find the same account elsewhere",
        max_length=64,
        blank=True,
        db_index=True,
    )
    ending = models.CharField("last four digits", max_length=4)
    state = models.CharField(max_length=10, choices=BankAccountState, default=BankAccountState.SUBMITTED)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    call_back = models.TextField("who was called back, on which number, and what they said", blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    usable_from = models.DateTimeField("end of the cooling-off", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verified_by=F("given_by")), name="bank_account_verified_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state="verified")
                | Q(verified_by__isnull=False, verified_at__isnull=False, usable_from__isnull=False)
                & ~Q(call_back=""),
                name="bank_account_verified_has_call_back",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="verified"), name="bank_account_one_verified"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="submitted"), name="bank_account_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_name}, ending {self.ending}"
