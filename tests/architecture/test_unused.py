"""Nothing lies about that nobody uses: styles, scripts, pictures and parts of templates."""

import re
from pathlib import Path

import pytest

from fund.common.templatetags.fund_tags import WRAPPING

ROOT = Path(__file__).resolve().parents[2]
CSS, STATIC, TEMPLATES = ROOT / "static/css", ROOT / "static", ROOT / "templates"
CODE = [ROOT / room for room in ("fund", "grants", "cms")]
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_LEFT_OUT = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)
# Built from a number: `class="scale-{{ tile.scale }}"`.
_NUMBERED = re.compile(r"scale-\d")


def _read(folders: list[Path], *endings: str) -> str:
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in endings)
    return "\n".join(path.read_text() for path in found)


USERS = _read([TEMPLATES, STATIC / "js", *CODE], ".html", ".js", ".py")


def _is_used(name: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", USERS))


@pytest.mark.parametrize("sheet", sorted(path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")))
def test_every_class_is_somebodys(sheet: str) -> None:
    if sheet == "admin.css":
        return  # It names classes of Wagtail's.
    classes = set(_CLASS.findall(_LEFT_OUT.sub("", (CSS / sheet).read_text())))
    assert {name for name in classes if not _NUMBERED.fullmatch(name) and not _is_used(name)} == set()


@pytest.mark.parametrize("folder", ["js", "img"])
def test_every_script_and_picture_is_loaded(folder: str) -> None:
    names = {path.relative_to(STATIC).as_posix() for path in (STATIC / folder).rglob("*.*")}
    wrapped = {f"components/_{name}.html" for name in WRAPPING}
    assert {name for name in names if name not in USERS} - wrapped == set()


def test_every_component_is_included() -> None:
    names = {path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "components").glob("*.html")}
    wrapped = {f"components/_{name}.html" for name in WRAPPING}
    assert {name for name in names if name not in USERS} - wrapped == set()
