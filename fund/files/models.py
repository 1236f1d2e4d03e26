"""Private files. Nobody but the sender may open one before it has been checked and scanned."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone


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
