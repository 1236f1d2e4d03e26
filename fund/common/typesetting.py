"""Tagged PDFs from templates of our own. The words go in as data, never as source."""

from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def template(name: str) -> Path:
    """Where the template `name` lies, such as `applications/answers.typ`."""
    return TEMPLATES / name


def typeset(source: Path, data: str) -> bytes:
    """`source` set with `data` (JSON), as PDF/UA-1.

    That standard refuses signs that our font lacks: with one of those, a tagged PDF without the promise.
    """
    try:
        return _compile(source, data, ["ua-1"])
    except typst.TypstError:
        return _compile(source, data, [])


def _compile(source: Path, data: str, standards: list[Any]) -> bytes:
    made: bytes = typst.compile(
        source,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=standards,
    )
    return made
