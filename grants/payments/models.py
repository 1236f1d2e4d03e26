"""Money going out for milestones, the runs that carry it to the bank, and money coming back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fund.accounts.models import User
from fund.common.money import MoneyField
from grants.awards.models import Award, Milestone
from grants.ledger.models import LedgerEntry
from grants.organisations.models import BankAccount
from grants.payments.states import DEAD_PAYMENTS, PaymentState, RunState


class PaymentLimit(models.Model):
    """The most that one person may raise, and approve, in one payment. Pounds."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="payment_limit"
    )
    may_raise = MoneyField(default=0)
    may_approve = MoneyField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_raise__gte=0) & Q(may_approve__gte=0), name="payment_limit_not_negative"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class PaymentRun(models.Model):
    """Payments sent to the bank together, once. `sha256` is of the file that was exported."""

    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.PREPARED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "cancelled"])
                | Q(sent_by__isnull=False, sent_at__isnull=False),
                name="payment_run_sent_has_person",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class PaymentQuerySet(models.QuerySet["Payment"]):
    def with_facts(self) -> "PaymentQuerySet":
        return self.select_related(
            "award__commitment__organisation",
            "award__commitment__round",
            "milestone__award__commitment__organisation",
            "bank_account",
            "raised_by",
            "approved_by",
            "run",
        )

    def for_staff(self, user: User) -> "PaymentQuerySet":
        """Those of the grants that casework may see."""
        return self.filter(award__in=Award.objects.for_staff(user))


class Payment(models.Model):
    """Money to go to an organisation for a milestone. One living payment a milestone. Pounds."""

    reference = models.CharField(max_length=20, unique=True)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="payments")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="payments")
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField()
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.RAISED)
    run = models.ForeignKey(
        PaymentRun, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField("when the bank's result was applied", null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    reason = models.TextField("why it was refused, failed or cancelled", blank=True)
    entry = models.OneToOneField(
        LedgerEntry, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="payment"
    )
    reversal = models.OneToOneField(
        LedgerEntry,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="reversed_payment",
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="payment_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=~Q(approved_by=F("raised_by")), name="payment_approved_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "sent", "paid", "failed"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="payment_approved_has_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "paid", "failed"]) | Q(run__isnull=False),
                name="payment_sent_in_a_run",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_on__isnull=False, settled_at__isnull=False),
                name="payment_paid_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(entry__isnull=False, reversal=None),
                name="payment_paid_has_entry",
                violation_error_message="A payment that was paid has its entry in the ledger.",
            ),
            models.CheckConstraint(
                condition=Q(reversal=None) | Q(entry__isnull=False, state="failed"),
                name="payment_reversal_has_entry",
                violation_error_message="Only a payment that was entered as paid can be reversed.",
            ),
            models.CheckConstraint(
                condition=Q(entry=None) | Q(state__in=["paid", "failed"]),
                name="payment_entry_was_paid",
                violation_error_message="Only a payment that was paid has an entry in the ledger.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "failed", "cancelled"]) | ~Q(reason=""),
                name="payment_stopped_has_reason",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=~Q(state__in=[state.value for state in DEAD_PAYMENTS]),
                name="payment_one_living_a_milestone",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Recovery(models.Model):
    """Money that came back from a payment. Pounds."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="recoveries")
    amount = MoneyField()
    reason = models.TextField()
    received_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entry = models.OneToOneField(
        LedgerEntry, editable=False, on_delete=models.PROTECT, related_name="recovery"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "recoveries"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="recovery_positive")]

    def __str__(self) -> str:
        return f"{self.payment}: {self.amount} back"
