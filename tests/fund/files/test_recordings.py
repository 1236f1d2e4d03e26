"""Recordings are taken only where one is asked for, and a player may ask for parts of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fund.common.errors import Refused
from fund.files.actions import store_upload
from fund.files.models import FileState, StoredFile
from fund.files.parts import wanted_part
from fund.files.recordings import RECORDINGS
from fund.files.serving import play
from tests.factories import make_tone, make_user

pytestmark = pytest.mark.django_db

HEADS = {
    "a.m4a": b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom",
    "a.mp4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41",
    "a.mov": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
    "a.mp3": b"\xff\xfb\x90\x64" + bytes(40),
    "b.mp3": b"ID3\x03\0\0\0\0\0\x21" + bytes(40),
    "a.ogg": b"OggS\0\x02" + bytes(22) + b"\x01\x13OpusHead",
    "a.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(40),
}
TYPES = ["audio/mp4", "video/mp4", "video/quicktime", "audio/mpeg", "audio/mpeg", "audio/ogg", "video/webm"]


def test_recordings_are_known_by_their_content() -> None:
    by = make_user()
    found = [
        store_upload(SimpleUploadedFile(name, head), by=by, allowed=RECORDINGS)
        for name, head in HEADS.items()
    ]
    assert [stored.content_type for stored in found] == TYPES
    assert [stored.plays for stored in found][:2] == ["audio", "video"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", b"<html><script>alert(1)</script>"),
        ("a.wav", b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40)),
        ("a.m4a", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska"),
        ("plan.txt", b"words"),
        ("a.svg", b"<svg/>"),
    ],
)
def test_what_only_pretends_to_be_a_recording_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        store_upload(SimpleUploadedFile(name, content), by=make_user(), allowed=RECORDINGS)
    assert not StoredFile.objects.exists()


def test_no_recording_where_a_document_is_asked_for() -> None:
    with pytest.raises(Refused, match="not a kind of file we can take"):
        store_upload(make_tone(), by=make_user())


def test_recordings_have_a_limit_of_their_own(settings: object) -> None:
    settings.RECORDING_LIMIT_MB = 0  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="A file can be 0 MB at most"):
        store_upload(make_tone(), by=make_user(), allowed=RECORDINGS)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-5", (95, 99)),
        ("bytes=-", None),
        ("bytes=-0", None),
        ("bytes=100-", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
    ],
)
def test_part_that_is_wanted(header: str, part: tuple[int, int] | None) -> None:
    assert wanted_part(header, 100) == part


def test_player_gets_the_part_it_asks_for_under_the_same_protection() -> None:
    by = make_user()
    stored = store_upload(make_tone(), by=by, allowed=RECORDINGS)
    StoredFile.objects.filter(pk=stored.pk).update(state=FileState.CLEAN)
    stored.refresh_from_db()
    whole = play(stored, to=make_user(), part="")
    part = play(stored, to=make_user(), part="bytes=8-11")
    assert (whole.status_code, part.status_code) == (200, 206)
    assert b"".join(part) == b"WAVE"
    assert part["Content-Range"] == f"bytes 8-11/{stored.size}"
    assert (part["Content-Type"], part["Content-Length"]) == ("audio/wav", "4")
    assert part["X-Content-Type-Options"] == "nosniff"
    assert part["Cache-Control"] == "private, no-store"
