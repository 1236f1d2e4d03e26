"""Applications that an officer types in for a group. They count once the group confirms them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import OFFICERS, Role
from fund.files.models import StoredFile
from grants.applications.models.application import Application
from grants.applications.states import ApplicationState
from grants.funding.models import Fund


class IntakeChannel(models.TextChoices):
    PHONE = "phone", "By phone"
    PAPER = "paper", "On paper"


class ConfirmationMethod(models.TextChoices):
    OWN = "own", "They sent it themselves"
    SIGNED = "signed", "They signed a printed copy"
    READ_BACK = "read_back", "It was read back to them by phone"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, user: User) -> "IntakeQuerySet":
        """Officers and auditors, in their funds, without a tie to the group."""
        if not user.has_role(*OFFICERS, Role.AUDITOR):
            return self.none()
        without_conflict = Application.objects.filter(is_intake=True).without_conflicts_of(user)
        return self.filter(
            application__round__fund__in=Fund.objects.visible_to(user), application__in=without_conflict
        )

    def waiting(self) -> "IntakeQuerySet":
        """Not confirmed yet, and there is still time."""
        return self.filter(confirmed_at=None, application__state=ApplicationState.DRAFT)


class Intake(models.Model):
    """How an application came, who typed it, and who of the group stands by it.

    Somebody of the group sends it themselves; or one officer records how they confirmed it, and another
    vouches for that. `fingerprint` is of the answers that the record is about.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="intake")
    channel = models.CharField(max_length=5, choices=IntakeChannel)
    received_at = models.DateTimeField("when they rang, or the paper channel")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(max_length=120)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField("asked to confirm", null=True, blank=True)
    asked_until = models.DateTimeField("the link works until", null=True, blank=True)
    method = models.CharField(max_length=10, choices=ConfirmationMethod, blank=True)
    confirmed_on = models.DateField("when they signed or said it", null=True, blank=True)
    fingerprint = models.CharField("SHA-256 of the answers and files", max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="who sent it, or vouched for the record",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "intake"
        constraints = [
            models.CheckConstraint(
                condition=~Q(contact_email="") | ~Q(contact_phone=""),
                name="intake_contact_can_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(method="", confirmed_on=None, recorded_by=None)
                | Q(method="own")
                | Q(method__in=["signed", "read_back"], confirmed_on__isnull=False, recorded_by__isnull=False)
                & ~Q(fingerprint=""),
                name="intake_record_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(method=""),
                name="intake_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(method="own") & ~Q(confirmed_by=F("typed_by"))
                | ~Q(method="own") & ~Q(confirmed_by=F("recorded_by")),
                name="intake_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}, {self.get_channel_display().lower()}"


class Scan(models.Model):
    """A scan of the paper that came, or of the printed copy that was signed."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="scans")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    signed = models.BooleanField("the printed copy, signed", default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name
