"""Which files we take: a list of kinds, each told by its content and not by its name alone."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

import puremagic
from django.conf import settings

from fund.common.errors import Refused

HEAD = 8192
_MAIN_PART = 200_000
# A document has some hundred members. A list of many thousands takes long to read, and much memory.
_MOST_MEMBERS = 5_000
_MEMBER = b"PK\1\2"
# What opening an archive raises when it is no archive, is cut short, or holds nonsense.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def _begins_as(*types: str) -> Callable[[BinaryIO], bool]:
    """Whether the first bytes are those of one of `types`. The name is not told, so it can't persuade."""

    def looks_right(file: BinaryIO) -> bool:
        try:
            matches = puremagic.magic_string(_head(file))
        except (puremagic.PureError, ValueError):
            return False
        return any(match.mime_type in types for match in matches)

    return looks_right


def _is_heic(file: BinaryIO) -> bool:
    head = _head(file)
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS


def _holds(member: str, words: bytes) -> Callable[[BinaryIO], bool]:
    """Whether the file is an archive whose `member` names this kind of document. Macros are another kind."""

    def looks_right(file: BinaryIO) -> bool:
        file.seek(0)
        if file.read().count(_MEMBER) > _MOST_MEMBERS:
            return False
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive, archive.open(member) as part:
                return words in part.read(_MAIN_PART)
        except _BROKEN:
            return False

    return looks_right


def _is_text(file: BinaryIO) -> bool:
    """Words only: no zero bytes, and nothing that a browser could take for a page."""
    head = _head(file)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return not start.startswith(
        (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"%pdf", b"mz\x90", b"\x7felf")
    )


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(HEAD)


@dataclass(frozen=True)
class Kind:
    content_type: str
    is_right: Callable[[BinaryIO], bool]


@dataclass(frozen=True)
class Allowed:
    """The kinds that one use takes, by the ending of the name, and how that is said to people.

    `limit` names the setting that holds the largest file, in megabytes.
    """

    kinds: Mapping[str, Kind]
    words: str
    limit: str = "UPLOAD_LIMIT_MB"

    @property
    def most_mb(self) -> int:
        return int(getattr(settings, self.limit))

    @property
    def accept(self) -> str:
        """For the `accept` of a file control: a help in choosing, and no check."""
        return ",".join(f".{ending}" for ending in self.kinds)


_OOXML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_JPEG = Kind("image/jpeg", _begins_as("image/jpeg"))
_PAPERS = {
    "pdf": Kind("application/pdf", _begins_as("application/pdf")),
    "docx": Kind(
        f"{_OOXML}wordprocessingml.document",
        _holds("[Content_Types].xml", b"wordprocessingml.document.main+xml"),
    ),
    "xlsx": Kind(
        f"{_OOXML}spreadsheetml.sheet", _holds("[Content_Types].xml", b"spreadsheetml.sheet.main+xml")
    ),
    "odt": Kind(f"{_OPEN_DOCUMENT}text", _holds("mimetype", b"opendocument.text")),
    "ods": Kind(f"{_OPEN_DOCUMENT}spreadsheet", _holds("mimetype", b"opendocument.spreadsheet")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Kind("image/png", _begins_as("image/png")),
    "webp": Kind("image/webp", _begins_as("image/webp")),
    "heic": Kind("image/heic", _is_heic),
    "heif": Kind("image/heif", _is_heic),
    "txt": Kind("text/plain", _is_text),
    "csv": Kind("text/csv", _is_text),
}
DOCUMENTS = Allowed(
    _PAPERS,
    "PDF, Word (docx), Excel (xlsx), OpenDocument (odt, ods), JPEG, PNG, HEIC, WebP, plain text or CSV",
)


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def kind_of(name: str, allowed: Allowed = DOCUMENTS) -> Kind:
    """The kind that a name claims. Raises Refused for one that is not taken here."""
    kind = allowed.kinds.get(ending_of(name))
    if kind is None:
        raise Refused(f"“{name}” is not a kind of file we can take. Choose a {allowed.words} file.")
    return kind


def content_type_of(name: str, file: BinaryIO, allowed: Allowed = DOCUMENTS) -> str:
    """The content type of a file that we take. Raises Refused for any other, and for one that pretends."""
    kind = kind_of(name, allowed)
    try:
        if not kind.is_right(file):
            raise Refused(
                f"“{name}” does not look like a {ending_of(name).upper()} file inside. "
                "Open it, save it again as that kind, and choose the new file."
            )
    finally:
        file.seek(0)
    return kind.content_type
