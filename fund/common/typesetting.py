"""Tagged PDFs from templates of our own. The words go in as data, never as source."""

import json
import logging
import subprocess
import sys
import threading
from pathlib import Path

from django.conf import settings

from fund.common.errors import Refused

log = logging.getLogger(__name__)
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
ALONE = Path(__file__).with_name("typesetter.py")
# A hundred pages take a quarter of a second. Ten thousand accents on one letter take all memory there is.
MEMORY, SECONDS, PATIENCE = 1_500_000_000, 15, 40
# So many at once in a process of the site, and one that waits: a thread is always free for other pages.
_places, _queue = threading.BoundedSemaphore(2), threading.BoundedSemaphore(3)
BUSY = "Many documents are being made just now. Try again in a minute."


def template(name: str) -> Path:
    """Where the template `name` lies, such as `applications/answers.typ`."""
    return TEMPLATES / name


def typeset(source: Path, data: str) -> bytes:
    """`source` set with `data` (JSON), as PDF/UA-1. Raises Refused for what takes too long or too much room.

    That standard refuses signs that our font lacks: with one of those, a tagged PDF without the promise.
    It is made in a process of its own: the words are anybody's, and what was set stays in memory for long.
    """
    asked = {
        "source": str(source),
        "fonts": str(FONTS),
        "data": data,
        "memory": MEMORY,
        "seconds": SECONDS,
    }
    command = [sys.executable, "-I", str(ALONE)]
    if not _queue.acquire(blocking=False):
        raise Refused(BUSY)
    try:
        return _set_alone(source, command, json.dumps(asked))
    finally:
        _queue.release()


def _set_alone(source: Path, command: list[str], asked: str) -> bytes:
    with _places:
        try:
            done = subprocess.run(  # noqa: S603 - our own script, with nothing of anybody's in the command
                command, input=asked.encode(), capture_output=True, timeout=PATIENCE, check=True
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            told = (error.stderr or b"").decode(errors="replace")[-2000:]
            log.warning("%s could not be set: %s. %s", source.name, error, told)
            raise Refused("This is too much for a PDF. Read it on its page, or print that.") from None
    return done.stdout
