"""Every pound promised and paid, split over areas to the penny. Rows are only ever added."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fund.common.money import PENNY, ZERO, MoneyField
from grants.funding.models import Round
from grants.ledger.states import Account, EntryKind
from grants.organisations.models import Organisation
from grants.places.models import Area


class Commitment(models.Model):
    """What a later stage promises money against: one for each award, named by its reference."""

    reference = models.CharField(max_length=80, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reference


class CommitmentShare(models.Model):
    """The part of a commitment that helps one area, in per cent; the parts sum to 100."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="shares")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "area"], name="commitment_share_once_an_area"),
            models.CheckConstraint(
                condition=Q(percent__gt=0) & Q(percent__lte=Decimal(100)), name="commitment_share_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.percent}%"


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def promised(self) -> "LedgerEntryQuerySet":
        return self.filter(account=Account.PROMISED)

    def paid(self) -> "LedgerEntryQuerySet":
        return self.filter(account=Account.PAID)

    def total(self) -> Decimal:
        """Pounds, to the penny: SQLite adds in floating point."""
        return (self.aggregate(total=models.Sum("amount"))["total"] or ZERO).quantize(PENNY)


class LedgerEntry(models.Model):
    """One line of the ledger. `amount` is signed pounds; a mistake is answered with a reversing entry."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=10, choices=Account)
    kind = models.CharField(max_length=12, choices=EntryKind)
    amount = MoneyField()
    on = models.DateField("the day it counts for")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["commitment", "account"], name="entry_by_commitment"),
            models.Index(fields=["account", "on"], name="entry_by_account_and_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="entry_not_zero"),
            models.CheckConstraint(
                condition=Q(kind__in=["offer", "payment"], amount__gt=0)
                | Q(kind__in=["release", "recovery"], amount__lt=0)
                | Q(kind__in=["variation", "reversal"]),
                name="entry_sign_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(account="promised", kind__in=["offer", "variation", "release", "reversal"])
                | Q(account="paid", kind__in=["payment", "recovery", "reversal"]),
                name="entry_kind_fits_account",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False)
                | (~Q(kind="reversal") & Q(reverses=None)),
                name="entry_reversal_names_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class EntryShare(models.Model):
    """The part of an entry that falls on one area, in pounds; the parts sum to the entry."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="shares")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "area"], name="entry_share_once_an_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.amount}"
