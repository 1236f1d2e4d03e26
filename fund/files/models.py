"""Private files. Nobody but the sender may open one before it has been checked and scanned."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fund.accounts.models import User


def private_storage() -> Storage:
    return storages["private"]


def private_path(file: "StoredFile", name: str) -> str:
    """A path that says nothing about the file: its name is kept in the row."""
    return f"{file.token.hex[:2]}/{file.token.hex}"


class FileState(models.TextChoices):
    WAITING = "waiting", "Waiting to be scanned"
    CLEAN = "clean", "Checked"
    REFUSED = "refused", "Refused"


class StoredFile(models.Model):
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content = models.FileField(storage=private_storage, upload_to=private_path, max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    refusal = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "id"], name="file_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def plays(self) -> str:
        """`audio` or `video` where a browser can play it; empty for every other file."""
        kind = self.content_type.partition("/")[0]
        return kind if kind in ("audio", "video") else ""


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: User) -> "UploadQuerySet":
        return self.filter(owner=user)

    def for_place(self, purpose: str, subject: str) -> "UploadQuerySet":
        return self.filter(purpose=purpose, subject=subject)

    def open(self) -> "UploadQuerySet":
        """Those that may still become a file: on their way, or arrived and not looked at yet."""
        return self.filter(stored=None, refusal="")


class Upload(models.Model):
    """A file on its way, piece by piece. It goes on where it stopped, and is taken in when all has arrived.

    `purpose`, `subject` and `part` say in the words of the room that asked for it what the file is for.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    subject = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField("bytes in all")
    sha256 = models.CharField("print of the content, as its sender says", max_length=64, blank=True)
    received = models.PositiveBigIntegerField("bytes that are here", default=0)
    direct = models.BooleanField("goes straight to the bucket", default=False)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    touched_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True, blank=True)
    stored = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    refusal = models.CharField("why it was not taken", max_length=400, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["purpose", "subject"], name="upload_by_place"),
            models.Index(fields=["touched_at"], name="upload_by_age"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_of_something"),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_no_more_than_declared"),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(received=F("size")), name="upload_arrived_whole"
            ),
            models.CheckConstraint(condition=Q(stored=None) | Q(refusal=""), name="upload_stored_or_refused"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return self.received * 100 // self.size
