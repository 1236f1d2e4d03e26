"""What happened, who did it and when. Rows are only ever added; database triggers hold that."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from fund.audit import verbs


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject: models.Model) -> "EventQuerySet":
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk).select_related("by")

    def for_case(self, case_reference: str) -> "EventQuerySet":
        """Everything that happened to one grant, from application to last payment."""
        return self.filter(case_reference=case_reference).select_related("by")


class Event(models.Model):
    at = models.DateTimeField(default=timezone.now, editable=False)
    verb = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    case_reference = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_by_subject"),
            models.Index(fields=["case_reference", "-id"], name="event_by_case"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        facts: dict[str, Any] = {**self.data, "by": str(self.by) if self.by else "The system"}
        return verbs.sentence(self.verb, facts)
