"""Handing over a part of a recording: players ask for parts, to begin at once and to move about in it."""

import re
from collections.abc import Iterator

from django.http import StreamingHttpResponse

from fund.files.models import StoredFile

CHUNK = 64 * 1024
_ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def wanted_part(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that a `Range` header asks for; None where all of it is meant."""
    found = _ONE_RANGE.fullmatch(header.replace(" ", ""))
    if not found or not size or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    start, end = int(first), min(int(last or size - 1), size - 1)
    return (start, end) if start <= end else None


def part_of(stored: StoredFile, first: int, last: int) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_read(stored, first, last), status=206, content_type=stored.content_type)
    response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _read(stored: StoredFile, first: int, last: int) -> Iterator[bytes]:
    with stored.content.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
