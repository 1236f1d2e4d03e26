"""What stands around sending: a second word, reminders, questions from an officer, and messages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from grants.applications.models.application import Application


class SignOff(models.Model):
    """A second person of the group has read the answers as they stood. `fingerprint` tells if they have changed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sign_offs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    fingerprint = models.CharField("SHA-256 of the answers and files", max_length=64)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.by}"


class Reminder(models.Model):
    """A reminder that was sent. Each kind goes to an application once."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="reminder_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind}"


class Return(models.Model):
    """Questions from an officer. Only the questions named may be answered again; all, if none is named."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="returns")
    message = models.TextField()
    questions = models.JSONField("question ids", default=list)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at=None), name="return_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.message[:40]}"
