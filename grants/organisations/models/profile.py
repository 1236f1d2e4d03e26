"""What a group shows of itself once, for every application: documents, and when facts were confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fund.files.models import StoredFile
from grants.organisations.models.groups import Organisation
from grants.organisations.states import DocumentKind, FactName


class Confirmation(models.Model):
    """The last time that somebody of the group gave a fact, or said that it is still right."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="confirmations")
    fact = models.CharField(max_length=20, choices=FactName)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fact"], name="confirmation_once_a_fact")
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()} of {self.organisation}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def current(self) -> "DocumentQuerySet":
        return self.filter(removed_at=None).select_related("file", "confirmed_by")


class Document(models.Model):
    """A policy, an insurance, accounts… A newer one takes the place of the older, which is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=15, choices=DocumentKind)
    title = models.CharField("what it is", max_length=100, blank=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField("last day it holds", null=True, blank=True)
    confirmed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(removed_at=None) & ~Q(kind="other"),
                name="document_one_current_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="document_removed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(title=""), name="document_of_another_kind_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
