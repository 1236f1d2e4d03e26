"""A photo is kept no larger than needed, as everybody can open it, and does not tell where it was taken."""

import io
import re
import struct
import zlib
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from fund.common.errors import Refused
from fund.files import photos
from fund.files.actions import store_upload
from fund.files.jpegs import passes_of
from fund.files.models import StoredFile

pytestmark = pytest.mark.django_db
MAKE, ORIENTATION, PLACE = 0x010F, 0x0112, 0x8825
# How the kinds are called here and by the library.
KINDS = [("us.jpg", "JPEG"), ("us.png", "PNG"), ("us.webp", "WEBP"), ("us.heic", "HEIF")]


def picture(kind: str, size: tuple[int, int] = (60, 40), **how: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new(how.pop("mode", "RGB"), size, how.pop("colour", "navy")).save(buffer, kind, **how)
    return buffer.getvalue()


def notes(*, turned: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "A phone", turned
    exif.get_ifd(PLACE)[1] = "N"
    exif.get_ifd(PLACE)[2] = (53.0, 32.0, 44.0)
    return exif


def kept(name: str, content: bytes) -> tuple[StoredFile, Image.Image, bytes]:
    stored = store_upload(SimpleUploadedFile(name, content), by=None)
    with stored.content.open("rb") as file:
        inside = file.read()
    assert len(inside) == stored.size
    return stored, Image.open(io.BytesIO(inside)), inside


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_what_the_camera_noted_is_gone(name: str, kind: str) -> None:
    _stored, image, inside = kept(name, picture(kind, exif=notes()))
    assert (dict(image.getexif()), b"A phone" in inside, image.size) == ({}, False, (60, 40))


def test_photo_that_lies_on_its_side_stands_up() -> None:
    _stored, image, _inside = kept("us.jpg", picture("JPEG", exif=notes(turned=6)))
    assert image.size == (40, 60)


def test_heic_becomes_a_jpeg_with_its_own_name() -> None:
    stored, image, _inside = kept("Hall.HEIC", picture("HEIF"))
    assert (stored.name, stored.content_type, image.format) == ("Hall.jpg", "image/jpeg", "JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_large_photo_is_made_smaller(kind: str) -> None:
    stored, image, _inside = kept(f"us.{kind.lower()}", picture(kind, (6500, 3300)))
    assert (image.size, stored.content_type) == ((3200, 1625), "image/jpeg")


def test_clear_parts_of_a_large_drawing_become_white() -> None:
    _stored, image, _inside = kept("us.png", picture("PNG", (3300, 10), mode="RGBA", colour=(0, 0, 0, 0)))
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_words_hidden_in_a_drawing_are_gone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "12 Canal Street")
    _stored, _image, inside = kept("us.png", picture("PNG", pnginfo=words))
    assert b"Canal Street" not in inside


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_with_nothing_amiss_is_kept_to_the_byte(kind: str) -> None:
    content = picture(kind)
    assert kept(f"us.{kind.lower()}", content)[2] == content


def bomb(width: int, height: int) -> bytes:
    """A drawing of a few bytes that would fill the memory of the machine that opens it."""

    def part(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


@pytest.mark.parametrize("side", [9_000, 60_000], ids=["more than we open", "more than the library opens"])
def test_decompression_bomb_is_refused_before_it_is_opened(side: int) -> None:
    with pytest.raises(Refused, match="“us.png” has more dots than we can open"):
        store_upload(SimpleUploadedFile("us.png", bomb(side, side)), by=None)
    assert not StoredFile.objects.exists()
    assert [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()] == []


def in_passes(size: tuple[int, int], more: int) -> bytes:
    """A photo in ten passes, of which the shortest comes `more` times again."""
    content = picture("JPEG", size, progressive=True)
    starts = [found.start() for found in re.finditer(rb"\xff\xda", content)]
    again = content[starts[1] : content.index(b"\xff\xc4", starts[1])]
    return content[: starts[1]] + again * more + content[starts[1] :]


def test_photo_in_many_passes_has_fewer_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until its last pass the whole of it is in memory."""
    monkeypatch.setattr(photos, "MOST_DOTS", 60 * 40)
    assert kept("us.jpg", picture("JPEG", (120, 80)))[1].size == (120, 80)
    assert kept("us.jpg", in_passes((60, 40), 0))[1].size == (60, 40)
    with pytest.raises(Refused, match="more dots than we can open"):
        store_upload(SimpleUploadedFile("us.jpg", in_passes((120, 80), 0)), by=None)


@pytest.mark.parametrize("between", [b"", b"\0\0"], ids=["one after the other", "with nothing between them"])
def test_photo_of_a_thousand_passes_is_refused_before_it_is_opened(between: bytes) -> None:
    content = in_passes((60, 40), 1000).replace(b"\xff\xda", between + b"\xff\xda")
    with pytest.raises(Refused, match="can't be opened as a picture"):
        store_upload(SimpleUploadedFile("us.jpg", content), by=None)


def test_small_picture_of_a_camera_is_no_second_pass() -> None:
    """The small picture inside a photo is a JPEG of its own."""
    inside = b"Exif\0\0" + picture("JPEG")
    content = picture("JPEG")
    content = content[:2] + b"\xff\xe1" + struct.pack(">H", len(inside) + 2) + inside + content[2:]
    assert (content.count(b"\xff\xda"), passes_of(io.BytesIO(content))) == (2, 1)


@pytest.mark.parametrize(
    "content", [picture("JPEG", exif=notes())[:400], b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40]
)
def test_broken_picture_is_refused_in_words(content: bytes) -> None:
    name = "us.jpg" if content[:2] == b"\xff\xd8" else "us.heic"
    with pytest.raises(Refused, match="can't be opened as a picture"):
        store_upload(SimpleUploadedFile(name, content), by=None)
