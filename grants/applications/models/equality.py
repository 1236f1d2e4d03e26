"""Who applies, told voluntarily after sending. Nothing here leads to a person, a group or an application."""

import uuid

from django.db import models
from django.db.models import Q

from grants.funding.models import Round


class EqualityAnswer(models.Model):
    """One person's answers, with the round and the month and nothing else. The key tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="equality_answers")
    month = models.DateField("first day of the month")
    answers = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="equality_answer_month_only")]

    def __str__(self) -> str:
        return f"{self.round}, {self.month:%B %Y}"
