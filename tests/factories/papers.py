"""Files and letters."""

from typing import Any

from django.core.files.base import ContentFile

from fund.accounts.models import User
from fund.files.models import FileState, StoredFile
from fund.notifications.models import Letter


def make_file(by: User | None = None, **fields: Any) -> StoredFile:
    """A small text file that was scanned and found clean."""
    content = ContentFile(b"Our accounts", name="accounts.txt")
    defaults: dict[str, Any] = {
        "content": content,
        "name": "accounts.txt",
        "content_type": "text/plain",
        "size": content.size,
        "sha256": "0" * 64,
        "state": FileState.CLEAN,
        "uploaded_by": by,
    }
    return StoredFile.objects.create(**{**defaults, **fields})


def make_letter(**fields: Any) -> Letter:
    """A letter that waits to be sent."""
    defaults: dict[str, Any] = {
        "kind": "applications/receipt",
        "to_email": "reader@example.org",
        "subject": "We have your application",
        "body_text": "Thank you.",
        "body_html": "<!doctype html><title>Letter</title><h1>Thank you</h1>",
    }
    return Letter.objects.create(**{**defaults, **fields})
