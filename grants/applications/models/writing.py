"""What stands around a draft while people write: earlier words, words held at the door, who is here, talk."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from grants.applications.models.application import Application


class EarlierAnswer(models.Model):
    """Words that stood in an answer before, so that nothing is ever lost. `version` is the one they had.

    `set_aside`: they never stood there, because a colleague had changed the answer meanwhile.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="earlier_answers")
    question = models.CharField("question id", max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    set_aside = models.BooleanField(default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["application", "question", "-id"], name="earlier_answer_by_question")]

    def __str__(self) -> str:
        return f"{self.application}: {self.question}, version {self.version}"


class HeldWords(models.Model):
    """A form that was posted after its session had run out, held for an hour until its writer signs in."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(max_length=300)
    fields = models.JSONField()
    held_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "held words"

    def __str__(self) -> str:
        return self.address


class Presence(models.Model):
    """Where in an application a person was seen last. One row a person; a stale one means nothing."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section = models.CharField("section id", max_length=40)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="presence_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.application}, {self.section}"


class Comment(models.Model):
    """What one person of a group says to the others about one section. The fund does not read it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField("section id", max_length=40)
    words = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="comment_has_words")]

    def __str__(self) -> str:
        return f"{self.written_by}: {self.words[:40]}"


class CommentLetters(models.Model):
    """How one person hears of comments on one draft.

    `told_at`: when a letter went to them, if they have not looked since.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="comment_letters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    stopped = models.BooleanField("wants none", default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "comment letters"
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="comment_letters_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.application}"
