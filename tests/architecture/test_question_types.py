"""A question type is one object in one module: nobody else asks what a type is called."""

import re
from pathlib import Path

from grants.forms.types import all_types

ROOT = Path(__file__).parents[2]
TYPES = ROOT / "grants" / "forms" / "types"
# Freezing makes the JSON of a question out of its block, and reading makes the question out of its JSON.
MAKERS = {
    ROOT / "grants" / "forms" / name
    for name in ("definition.py", "freezing.py", "freezing_conditions.py", "sets.py")
}
# Here `number` and `text` are kinds of value.
KINDS_OF_VALUES = ROOT / "grants" / "forms" / "conditions.py"
SUBSCRIPT = re.compile(r"""\[["']type["']\]""")
NAMES = "|".join(all_types())
COMPARED = re.compile(rf"""(type\w*|kind\w*)(\.name)?\s*(==|!=|in|not in)\s*[({{\[]?\s*["']({NAMES})["']""")


def sources() -> list[Path]:
    found = [path for folder in ("fund", "grants", "cms") for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if TYPES not in path.parents and "migrations" not in path.parts]


def test_nobody_outside_the_types_looks_a_type_up_by_its_name() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (SUBSCRIPT.search(line) and path not in MAKERS and "geometry" not in line and "widget" not in line)
        or (COMPARED.search(line) and path != KINDS_OF_VALUES)
    ]
    assert found == []


def test_templates_name_no_type() -> None:
    named = re.compile(rf"type(\.name)?\s*(==|!=|in)\s*[\"']({NAMES})[\"']")
    assert [
        str(path) for path in (ROOT / "templates").rglob("*.html") if named.search(path.read_text())
    ] == []


def test_form_engine_knows_nothing_above_organisations() -> None:
    lines = [
        line
        for path in (ROOT / "grants" / "forms").rglob("*.py")
        for line in path.read_text().splitlines()
        if line.strip().startswith(("from grants.", "import grants."))
    ]
    known = ("grants.forms", "grants.organisations", "grants.places")
    assert [line for line in lines if not line.split()[1].startswith(known)] == []
