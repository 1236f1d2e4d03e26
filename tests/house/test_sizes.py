"""Nothing grows past the size at which the house splits it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("fund", "grants", "cms", "tests")
MODULE, TEST_MODULE, FUNCTION, VIEW, MODEL, TEMPLATE = 300, 500, 40, 30, 120, 150


def python_files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def _length(node: ast.FunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _is_view(path: Path) -> bool:
    return path.stem == "views" or path.parent.name == "views"


def _too_long_inside(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        name = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)} {getattr(node, 'name', '')}"
        if isinstance(node, ast.FunctionDef) and _length(node) > (VIEW if _is_view(path) else FUNCTION):
            yield f"{name} has {_length(node)} lines"
        if isinstance(node, ast.ClassDef) and "models" in str(path) and _length(node) > MODEL:
            yield f"{name} has {_length(node)} lines"


def test_modules_are_small() -> None:
    most = {path: TEST_MODULE if "tests" in path.parts else MODULE for path in python_files()}
    assert [f"{path.relative_to(ROOT)}: {_lines(path)}" for path in most if _lines(path) > most[path]] == []


def test_functions_and_models_are_short() -> None:
    ours = (path for path in python_files() if "tests" not in path.relative_to(ROOT).parts)
    assert [words for path in ours for words in _too_long_inside(path)] == []


def test_templates_are_small() -> None:
    files = sorted((ROOT / "templates").rglob("*.html"))
    assert [f"{path.relative_to(ROOT)}: {_lines(path)}" for path in files if _lines(path) > TEMPLATE] == []
