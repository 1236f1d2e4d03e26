"""Messages between a group and the fund, and what people of one group say to each other about a draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from grants.applications.models.application import Application


class MessageQuerySet(models.QuerySet["Message"]):
    def unread(self) -> "MessageQuerySet":
        """From groups, and nobody of the fund has dealt with them."""
        return self.filter(from_fund=False, read_at=None)


class Message(models.Model):
    """One message in the thread of an application, from its group or from the fund."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    from_fund = models.BooleanField()
    words = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["application"], condition=Q(from_fund=False, read_at=None), name="message_unread"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="message_has_words"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="message_read_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.words[:40]}"

    @property
    def is_unread(self) -> bool:
        return not self.from_fund and self.read_at is None


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
