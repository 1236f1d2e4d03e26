"""Recordings sent as answers, and what is said in them, typed by officers apart from what was sent."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from fund.files.models import StoredFile
from grants.applications.models.application import Application, Submission
from grants.applications.states import ApplicationState

# Where somebody still has to read or hear the answers.
READ_IN = (ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE, ApplicationState.UNDER_ASSESSMENT)


class RecordingQuerySet(models.QuerySet["Recording"]):
    def without_transcript(self) -> Self:
        """Those of the newest submissions of living applications that nobody has typed out yet."""
        newest = Submission.objects.filter(application=OuterRef("application")).order_by("-number")
        rows = self.annotate(newest=Subquery(newest.values("number")[:1]))
        return rows.filter(newest=F("number"), transcripts=None, application__state__in=READ_IN)


class Recording(models.Model):
    """A file of sound or video that was sent. `number`: the last submission that it stands in."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recordings")
    question = models.CharField("question id", max_length=40)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="recording_was_sent")]

    def __str__(self) -> str:
        return self.file.name


class Transcript(models.Model):
    """What is said in a recording. A correction is another row, with the next number."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="transcripts")
    number = models.PositiveSmallIntegerField(default=1)
    words = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="transcript_has_words"),
            models.UniqueConstraint(fields=["recording", "number"], name="transcript_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recording}, transcript {self.number}"
