"""Taking a file in: its size and content are checked, its hash kept, and a scan asked for."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.kinds import DOCUMENTS, Allowed, content_type_of
from fund.files.models import FileState, StoredFile
from fund.files.photos import PHOTOS, tidied
from fund.files.scanning import needs_no_scan
from fund.files.tasks import scan_file

LONGEST_NAME = 200


@dataclass(frozen=True)
class Prepared:
    """A file that was looked at and may be kept, with what will be its row's."""

    file: File[Any]
    name: str
    content_type: str
    sha256: str


def store_upload(upload: File[Any], *, by: User | None, allowed: Allowed = DOCUMENTS) -> StoredFile:
    """Keep an uploaded file, a large photo made smaller and every picture without what its camera noted.

    Raises Refused for one that is empty, too big or of no kind that is `allowed`.
    """
    return keep_prepared(prepare(upload, allowed), by=by)


def prepare(upload: File[Any], allowed: Allowed = DOCUMENTS) -> Prepared:
    """Look at a file and tidy it, without the database: this may take a second. Raises Refused."""
    name = clean_name(upload.name or "file")
    check_size(name, upload.size, allowed)
    content_type = content_type_of(name, upload, allowed)  # type: ignore[arg-type]
    file = upload
    if content_type in PHOTOS:
        tidy = tidied(name, content_type, upload)
        file, name, content_type = tidy.file, tidy.name, tidy.content_type
    return Prepared(file, name, content_type, sha256_of(file))


def keep_prepared(prepared: Prepared, *, by: User | None) -> StoredFile:
    stored = StoredFile(
        name=prepared.name,
        content_type=prepared.content_type,
        size=prepared.file.size,
        sha256=prepared.sha256,
        uploaded_by=by,
        state=FileState.CLEAN if needs_no_scan() else FileState.WAITING,
    )
    prepared.file.seek(0)
    _write(stored, File(prepared.file))
    return stored


def copy_file(stored: StoredFile, *, by: User) -> StoredFile:
    """The same content once more, so that what becomes of one file never touches the other.

    Raises Refused for a file that was refused itself.
    """
    if stored.state == FileState.REFUSED:
        raise Refused(f"“{stored.name}” was refused when it was checked. Choose another file.")
    copy = StoredFile(
        name=stored.name,
        content_type=stored.content_type,
        size=stored.size,
        sha256=stored.sha256,
        uploaded_by=by,
        state=stored.state,
    )
    with stored.content.open("rb") as content:
        _write(copy, File(content))
    return copy


def _write(stored: StoredFile, content: File[Any]) -> None:
    """The content first, then its row; without the row, nothing stays behind."""
    try:
        with transaction.atomic():
            stored.content.save(stored.name, content, save=False)
            stored.save()
            if stored.state == FileState.WAITING:
                transaction.on_commit(lambda: scan_file.enqueue(stored.pk))
    except BaseException:
        if stored.content.name:
            stored.content.storage.delete(stored.content.name)
        raise


def clean_name(name: str) -> str:
    """The file's own name: without folders and control characters, not too long, its ending kept."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "C").strip() or "file"
    path = PurePath(seen)
    return (
        f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}" if len(seen) > LONGEST_NAME else seen
    )


def check_size(name: str, size: int, allowed: Allowed = DOCUMENTS) -> None:
    """Raises Refused for a file that is empty or over the limit of its use."""
    limit = allowed.most_mb
    if not size:
        raise Refused(f"“{name}” is empty. Choose another file.")
    if size > limit * 1_000_000:
        raise Refused(
            f"“{name}” is {size / 1_000_000:.1f} MB. A file can be {limit} MB at most. "
            "Choose a smaller copy of it, or send it in parts."
        )


def sha256_of(file: File[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
