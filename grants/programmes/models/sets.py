"""Questions that many forms ask alike, kept once."""

from django.db import models
from django.utils import timezone

from grants.programmes.questions import SetField


class QuestionSet(models.Model):
    """Forms name a set and hold no copy of it; freezing a form puts the questions in as they are that day."""

    name = models.CharField(max_length=100, unique=True)
    description = models.TextField("when to use it", blank=True)
    questions = SetField()
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def labels(self) -> list[str]:
        """The words of its questions, guidance left out: what a rule may name."""
        return [child.value["label"] for child in self.questions if child.block_type != "guidance"]
