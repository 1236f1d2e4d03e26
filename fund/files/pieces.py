"""Where the pieces of an upload lie until all have come: a local folder, or the private bucket.

In the bucket every piece is an object of its own, sent there by the browser with a form that we signed for
exactly that object and that many bytes. In the folder they are one growing file, written by us.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings
from django.core.files.storage import storages

from fund.files.models import Upload

PIECE = 2_000_000
# How long a signed form for one piece works.
SIGNED_FOR = 15 * 60
# The database may lie on the same disk, and must never find it full.
KEPT_FREE = 500_000_000


class Pieces(Protocol):
    def received(self, upload: Upload) -> int: ...

    def opened(self, upload: Upload) -> Any: ...

    def discard(self, upload: Upload) -> None: ...


def pieces_of(upload: Upload) -> "Pieces":
    return InBucket() if upload.direct else InFolder()


class InFolder:
    def received(self, upload: Upload) -> int:
        """What the row counts, or less if the machine fell over before the disk had it."""
        path = self._path(upload)
        return min(upload.received, path.stat().st_size) if path.exists() else 0

    def write(self, upload: Upload, offset: int, content: bytes) -> None:
        """Put `content` at `offset`, over whatever a broken attempt has left there."""
        path = self._path(upload)
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def opened(self, upload: Upload) -> Iterator[BinaryIO]:
        with self._path(upload).open("rb") as file:
            yield file

    def discard(self, upload: Upload) -> None:
        self._path(upload).unlink(missing_ok=True)

    def _path(self, upload: Upload) -> Path:
        return incoming_folder() / upload.token.hex


class InBucket:
    def __init__(self) -> None:
        self._bucket: Any = storages["private"]

    def received(self, upload: Upload) -> int:
        """The bytes of the pieces that are there, up to the first that is missing or of a wrong size."""
        sizes = {row.key.rpartition("/")[2]: row.size for row in self._objects(upload)}
        offset = 0
        while offset < upload.size and sizes.get(self._number(offset)) == length_of(upload, offset):
            offset += length_of(upload, offset)
        return offset

    def signed_form(self, upload: Upload, offset: int) -> dict[str, Any]:
        """`url` and `fields` for one POST of the piece at `offset`; the store takes no other size of it."""
        length = length_of(upload, offset)
        return self._bucket.connection.meta.client.generate_presigned_post(
            self._bucket.bucket_name,
            f"{self._prefix(upload)}{self._number(offset)}",
            Conditions=[["content-length-range", length, length]],
            ExpiresIn=SIGNED_FOR,
        )

    @contextmanager
    def opened(self, upload: Upload) -> Iterator[BinaryIO]:
        """All pieces in one temporary file, since kinds and pictures are told by jumping about in it."""
        with tempfile.TemporaryFile() as file:
            for offset in range(0, upload.size, PIECE):
                key = f"{self._prefix(upload)}{self._number(offset)}"
                shutil.copyfileobj(self._bucket.bucket.Object(key).get()["Body"], file)
            file.seek(0)
            yield file

    def discard(self, upload: Upload) -> None:
        self._objects(upload).delete()

    def _objects(self, upload: Upload) -> Any:
        return self._bucket.bucket.objects.filter(Prefix=self._prefix(upload))

    def _prefix(self, upload: Upload) -> str:
        return f"incoming/{upload.token.hex}/"

    def _number(self, offset: int) -> str:
        return f"{offset // PIECE:04d}"


def has_room(size: int) -> bool:
    """Whether so many bytes more leave the disk with what everything else needs."""
    folder = incoming_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free - size >= KEPT_FREE


def incoming_folder() -> Path:
    return Path(settings.PRIVATE_ROOT) / "incoming"


def length_of(upload: Upload, offset: int) -> int:
    """How long the piece at `offset` is."""
    return min(PIECE, upload.size - offset)
