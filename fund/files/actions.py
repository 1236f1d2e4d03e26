"""Taking a file in: its size and content are checked, its hash kept, and a scan asked for."""

import hashlib
import unicodedata
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.kinds import content_type_of
from fund.files.models import FileState, StoredFile
from fund.files.scanning import needs_no_scan
from fund.files.tasks import scan_file

LONGEST_NAME = 200


def store_upload(upload: File[Any], *, by: User | None) -> StoredFile:
    """Keep an uploaded file. Raises Refused for one that is empty, too big or of no kind that we take."""
    name = clean_name(upload.name or "file")
    _check_size(name, upload.size)
    content_type = content_type_of(name, upload)  # type: ignore[arg-type]
    sha256 = _sha256(upload)
    upload.seek(0)
    with transaction.atomic():
        stored = StoredFile(
            name=name,
            content_type=content_type,
            size=upload.size,
            sha256=sha256,
            uploaded_by=by,
            state=FileState.CLEAN if needs_no_scan() else FileState.WAITING,
        )
        stored.content.save(name, File(upload), save=False)
        stored.save()
        if stored.state == FileState.WAITING:
            transaction.on_commit(lambda: scan_file.enqueue(stored.pk))
    return stored


def clean_name(name: str) -> str:
    """The file's own name: without folders and control characters, not too long, its ending kept."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "C").strip() or "file"
    path = PurePath(seen)
    return (
        f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}" if len(seen) > LONGEST_NAME else seen
    )


def _check_size(name: str, size: int) -> None:
    limit = settings.UPLOAD_LIMIT_MB
    if not size:
        raise Refused(f"“{name}” is empty. Choose another file.")
    if size > limit * 1_000_000:
        raise Refused(f"“{name}” is {size / 1_000_000:.1f} MB. A file can be {limit} MB at most.")


def _sha256(upload: File[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
