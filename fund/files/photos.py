"""Pictures as we keep them: no larger than anybody needs, and without what the camera noted in them.

A phone writes into a photo where it was taken. Whoever sends one to a fund does not mean to tell that.
"""

import io
import struct
import threading
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pillow_heif
from django.core.files import File
from PIL import Image, ImageOps

from fund.common.errors import Refused
from fund.files.jpegs import MOST_PASSES, passes_of

pillow_heif.register_heif_opener()

PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif")
# Long enough for a photographed page of A4 to be read, and printed.
LONGEST_SIDE = 3200
# A dot takes three bytes of memory, or four. A JPEG is opened at half its size or less, so it may have more;
# but not one in many passes, of which every dot is kept until the last.
MOST_DOTS = 50_000_000
MOST_DOTS_JPEG = 110_000_000
QUALITY = 88
# No other reader of pictures is tried on a file, whatever it looks like.
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# What needs to be kept of a picture's notes: how its colours are meant.
_KEPT_NOTES = ("icc_profile",)
_PLAIN_JPEG_PARTS = ("APP0", "APP2", "APP14")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, RuntimeError, MemoryError)
# One picture at a time in a process, so that memory is bounded however many come at once.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Tidy:
    file: File[Any]
    name: str
    content_type: str


def tidied(name: str, content_type: str, file: File[Any]) -> Tidy:
    """The picture as it is to be kept: as it came where nothing is amiss, or else made anew.

    Raises Refused for one that can't be opened, and for one with more dots than fit in our memory.
    """
    file.seek(0)
    with _one_at_a_time:
        try:
            made = _made_anew(name, content_type, file)
        except Image.DecompressionBombError:
            raise _too_large(name) from None
        except _BROKEN:
            raise Refused(
                f"“{name}” can't be opened as a picture. "
                "Open it, save it again as JPEG, and choose the new file."
            ) from None
    file.seek(0)
    return made or Tidy(file, name, content_type)


def _made_anew(name: str, content_type: str, file: File[Any]) -> Tidy | None:
    """The picture made anew, in memory; None where it may stay as it came."""
    with Image.open(file, formats=_FORMATS) as picture:
        if picture.width * picture.height > _most_dots(name, content_type, file):
            raise _too_large(name)
        large = max(picture.size) > LONGEST_SIDE
        heic = content_type in ("image/heic", "image/heif")
        if not (heic or large or _has_notes(picture)):
            return None
        if large:
            _make_smaller(picture)
        notes = {note: picture.info[note] for note in _KEPT_NOTES if picture.info.get(note)}
        ImageOps.exif_transpose(picture, in_place=True)
        if not (heic or large):
            return Tidy(_saved(picture, content_type, notes), name, content_type)
        new_name = name if content_type == "image/jpeg" else f"{PurePath(name).stem}.jpg"
        return Tidy(_saved(_flat(picture), "image/jpeg", notes), new_name, "image/jpeg")


def _most_dots(name: str, content_type: str, file: File[Any]) -> int:
    if content_type != "image/jpeg":
        return MOST_DOTS
    passes = passes_of(file)  # type: ignore[arg-type]
    if passes > MOST_PASSES:
        raise ValueError(f"{name} comes in too many passes")
    return MOST_DOTS_JPEG if passes <= 1 else MOST_DOTS


def _make_smaller(picture: Image.Image) -> None:
    """A JPEG is opened no larger than it takes, so that the whole of it is never in memory."""
    times = max(picture.size) / LONGEST_SIDE
    picture.draft("RGB", (int(picture.width / times) or 1, int(picture.height / times) or 1))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)


def _saved(picture: Image.Image, content_type: str, notes: dict[str, Any]) -> File[Any]:
    picture.info = {}
    content = io.BytesIO()
    how: dict[str, Any] = {} if content_type == "image/png" else {"quality": QUALITY}
    picture.save(content, content_type.removeprefix("image/").upper(), **notes, **how)
    return File(content)


def _flat(picture: Image.Image) -> Image.Image:
    """On white where it could be seen through, since a JPEG can't."""
    if picture.has_transparency_data:
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
        return white
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _has_notes(picture: Image.Image) -> bool:
    """Whether anything stands in the file beside the picture: a place, a time, a name, a second picture."""
    if picture.format == "MPO":
        return True
    if picture.format == "JPEG":
        parts = {marker for marker, _content in getattr(picture, "applist", [])}
        return bool(parts - set(_PLAIN_JPEG_PARTS))
    if picture.format == "PNG":
        picture.load()
        return bool(picture.getexif()) or bool(getattr(picture, "text", {}))
    return bool({"exif", "xmp"} & set(picture.info))


def _too_large(name: str) -> Refused:
    return Refused(
        f"“{name}” has more dots than we can open ({MOST_DOTS // 1_000_000} million). "
        "Save it in a smaller size, and choose the new file."
    )
