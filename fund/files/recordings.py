"""Spoken and filmed answers: the kinds of sound and video that we take, each told by its content.

They are taken only where a recording is asked for. A file that a scanner has found clean may be played.
"""

from collections.abc import Callable
from typing import BinaryIO

from fund.files.kinds import HEAD, Allowed, Kind

# Brands of the family of MP4. HEIC pictures belong to the same family and have brands of their own.
_SOUND = (b"M4A ", b"M4B ", b"mp4", b"iso", b"dash", b"MSNV", b"3gp")
_VIDEO = (b"mp4", b"iso", b"avc1", b"dash", b"MSNV", b"M4V ", b"M4A ", b"3gp")


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(HEAD)


def _family(*brands: bytes) -> Callable[[BinaryIO], bool]:
    def looks_right(file: BinaryIO) -> bool:
        head = _head(file)
        return head[4:8] == b"ftyp" and head[8:12].startswith(brands)

    return looks_right


def _is_wav(file: BinaryIO) -> bool:
    head = _head(file)
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE"


def _is_mp3(file: BinaryIO) -> bool:
    """A tag, or the first frame of layer III at a bit rate and a sampling rate that there are."""
    head = _head(file)
    if head[:3] == b"ID3":
        return True
    frame = len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return frame and head[2] >> 4 not in (0, 15) and head[2] & 0x0C != 0x0C


def _is_ogg(file: BinaryIO) -> bool:
    return _head(file).startswith(b"OggS\0")


def _is_webm(file: BinaryIO) -> bool:
    head = _head(file)
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]


_SOUNDS = {
    "m4a": Kind("audio/mp4", _family(*_SOUND)),
    "mp3": Kind("audio/mpeg", _is_mp3),
    "ogg": Kind("audio/ogg", _is_ogg),
    "oga": Kind("audio/ogg", _is_ogg),
    "opus": Kind("audio/ogg", _is_ogg),
    "wav": Kind("audio/wav", _is_wav),
    "mp4": Kind("video/mp4", _family(*_VIDEO)),
    "mov": Kind("video/quicktime", _family(b"qt  ")),
    "webm": Kind("video/webm", _is_webm),
}
RECORDINGS = Allowed(_SOUNDS, "WAV, MP3, M4A, OGG, MP4, MOV or WebM", limit="RECORDING_LIMIT_MB")
