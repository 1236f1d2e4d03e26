"""Letters: an outbox row for each e-mail, so that none is lost with a killed worker."""

import uuid
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.utils import timezone

# What allauth writes about signing in.
ACCOUNT_KIND = "account/"
# Letters with codes and links that open an account: only their reader sees them; sent ones are emptied.
# A link to confirm an application makes an account, so whoever read it could give a group's word for it.
PRIVATE_KINDS = (ACCOUNT_KIND, "applications/confirm")
NUDGE_AGAIN_AFTER = timedelta(minutes=2)


class LetterState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, moment: datetime) -> "LetterQuerySet":
        """Waiting, due, and not claimed by a worker that is still at it."""
        free = models.Q(leased_until=None) | models.Q(leased_until__lt=moment)
        return self.filter(free, state=LetterState.WAITING, due_at__lte=moment)

    def readable(self) -> "LetterQuerySet":
        """Letters that staff may read: not those that would open somebody's account."""
        private = [models.Q(kind__startswith=kind) for kind in PRIVATE_KINDS]
        return self.exclude(reduce(or_, private))

    def overlooked(self, moment: datetime) -> "LetterQuerySet":
        """Due, and not nudged lately: the nudge was lost, or its worker was killed."""
        never = models.Q(nudged_at=None) | models.Q(nudged_at__lt=moment - NUDGE_AGAIN_AFTER)
        return self.due(moment).filter(never)


class Letter(models.Model):
    """One e-mail. `token` names it in addresses."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    to_email = models.EmailField()
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=200)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    calendar = models.TextField("iCalendar file that goes with it", blank=True)
    case_reference = models.CharField(max_length=80, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    nudged_at = models.DateTimeField(null=True, blank=True, editable=False, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.TextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="letter_by_state_and_due"),
            models.Index(fields=["kind"], name="letter_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="letter_sent_has_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_email}"

    @property
    def is_private(self) -> bool:
        """Whether nobody but the person it is written to may read it."""
        return self.kind.startswith(PRIVATE_KINDS)
