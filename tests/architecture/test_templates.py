"""Templates hold no script, no style and no stray frame, so that the content security policy stays strict."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
FRAMES = {"base.html"}
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(
        r"<script\b(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))", re.IGNORECASE
    ),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an outside host": re.compile(
        r"<(script|link|img|source|iframe)\b[^>]*\b(src|href)=[\"'](https?:)?//", re.IGNORECASE
    ),
}
# The limit on the size of a template, in lines.
LONGEST = 150


def _text(name: str) -> str:
    return (ROOT / name).read_text()


def _is_part(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return file.startswith("_") or folder.startswith(("emails", "components"))


PAGES = [
    name
    for name in TEMPLATES
    if not _is_part(name) and not name.startswith(("allauth/elements/", "cms/blocks/"))
]


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_is_plain_html(name: str) -> None:
    text = re.sub(r"{#.*?#}", "", _text(name))
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    if name.startswith("emails/"):
        # An e-mail carries its own looks: there is no stylesheet to link to.
        found = [what for what in found if not what.startswith("a style")]
    assert found == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_is_short(name: str) -> None:
    assert len(_text(name).splitlines()) <= LONGEST


@pytest.mark.parametrize("name", PAGES)
def test_page_stands_in_a_frame(name: str) -> None:
    if name in FRAMES:
        return
    assert re.match(r'\s*{% extends "[\w/]+\.html" %}', _text(name))


@pytest.mark.parametrize("name", PAGES)
def test_title_leaves_the_word_error_to_the_frame(name: str) -> None:
    """`base.html` puts it before the title whenever `form`, `formset` or `problems` has something to fix."""
    title = re.search(r"{% block title %}(.*?){% endblock", _text(name), re.DOTALL)
    assert "Error: " not in (title.group(1) if title and name not in FRAMES else "")


@pytest.mark.parametrize("name", TEMPLATES)
def test_posted_form_is_protected(name: str) -> None:
    for form in re.findall(
        r"<form\b[^>]*method=[\"']?post.*?</form>", _text(name), re.DOTALL | re.IGNORECASE
    ):
        assert "{% csrf_token %}" in form


SHOWN = [path for path in ROOT.rglob("*.html") if "emails" not in path.parts]


def test_tables_facts_and_breadcrumbs_are_components() -> None:
    """Their markup stands once, in `templates/components/`."""
    by_hand = re.compile(r'<table|<dl class="facts|<nav class="breadcrumbs')
    found = [
        str(path) for path in SHOWN if path.parent.name != "components" and by_hand.search(path.read_text())
    ]
    assert found == []


def test_every_table_is_labelled_and_scrolls_once() -> None:
    """What scrolls can be reached by keyboard only where it is a labelled region, and only its own."""
    faults = []
    for name in TEMPLATES:
        text = _text(name)
        faults += [f"{name}: {tag}" for tag in re.findall(r"{% table\b[^%]*%}", text) if "label=" not in tag]
        if name != "components/_table.html" and re.search(r'class="[^"]*\bscroll\b', text):
            faults.append(f"{name}: scrolls beside the component")
    assert faults == []


def test_no_address_is_typed() -> None:
    typed = re.compile(r'(?:href|action)="/')
    assert [str(path) for path in SHOWN if typed.search(path.read_text())] == []
