"""What people type, in the shape of each question, and the same as flat form fields; no judging here.

Shapes: text for most (`yes` for a ticked declaration); a list of texts for several choices; for `PARTS` one
object, for `ROWS` a list of objects, with the parts named there. Files are kept elsewhere; guidance has none.
"""

from collections.abc import Mapping
from typing import Any

ROWS = {
    "areas": ("area", "percent"),
    "milestones": ("title", "due", "amount"),
    "budget": ("item", "cost", "ours", "elsewhere"),
    "outcomes": ("measure", "target"),
}
PARTS = {
    "dates": ("starts", "ends"),
    "date_range": ("starts", "ends"),
    "address": ("line1", "line2", "town", "postcode"),
}
MOST_ROWS = 40
MOST_RECORDINGS = 3


def is_typed(question: dict[str, Any]) -> bool:
    """Whether its answer is typed words. Files are uploaded, and guidance is only read."""
    return question["type"] not in ("file", "guidance")


def takes_recording(question: dict[str, Any]) -> bool:
    """Whether sound or video may stand in place of its words."""
    return bool(question.get("recording"))


def file_field(question: dict[str, Any]) -> str:
    """The form field that its files come in; empty where it takes none."""
    if question["type"] == "file":
        return str(question["id"])
    return f"{question['id']}_recording" if takes_recording(question) else ""


def most_files(question: dict[str, Any]) -> int:
    """How many files it takes at most. People may say an answer in a few pieces."""
    return MOST_RECORDINGS if takes_recording(question) else int(question.get("most", 1))


def is_asked(question: dict[str, Any]) -> bool:
    """Whether it has an answer at all."""
    return bool(question["type"] != "guidance")


def gather(question: dict[str, Any], data: Mapping[str, Any]) -> Any:
    """The typed value of `question` in posted `data`, without empty rows and the row that `remove` names."""
    name, kind = question["id"], question["type"]
    if kind in ROWS:
        rows = (
            _row(name, number, ROWS[kind], data)
            for number in range(MOST_ROWS)
            if data.get("remove") != f"{name}_{number}"
        )
        return [row for row in rows if any(row.values())]
    if kind in PARTS:
        return {part: _text(data, f"{name}_{part}") for part in PARTS[kind]}
    if kind == "choices":
        return [str(choice) for choice in _list(data, name)]
    if kind == "declaration":
        return "yes" if _text(data, name) else ""
    return _text(data, name)


def is_posted(question: dict[str, Any], data: Mapping[str, Any]) -> bool:
    """Whether the form that was posted held this question. Unticked boxes post nothing, so `seen_` tells."""
    name, kind = question["id"], question["type"]
    if kind in ROWS:
        names = [f"{name}_{number}_{part}" for number in range(MOST_ROWS) for part in ROWS[kind]]
    else:
        names = [f"{name}_{part}" for part in PARTS[kind]] if kind in PARTS else [name]
    return f"seen_{name}" in data or any(each in data for each in names)


def flatten(question: dict[str, Any], value: Any) -> dict[str, Any]:
    """A typed value as form fields: the other way round from `gather`, whatever stands in `value`."""
    name, kind = question["id"], question["type"]
    if kind in ROWS:
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        return {
            f"{name}_{number}_{part}": str(row.get(part, ""))
            for number, row in enumerate(rows)
            for part in ROWS[kind]
        }
    if kind in PARTS:
        pair = value if isinstance(value, dict) else {}
        return {f"{name}_{part}": str(pair.get(part, "")) for part in PARTS[kind]}
    if kind == "choices":
        return {name: [str(choice) for choice in value] if isinstance(value, list) else []}
    return {name: "" if value is None or kind == "file" else str(value)}


def is_blank(value: Any) -> bool:
    """Whether nothing at all has been typed."""
    if isinstance(value, dict):
        return not any(value.values())
    return not value


def row_count(question: dict[str, Any], value: Any) -> int:
    return len(value) if question["type"] in ROWS and isinstance(value, list) else 0


def _row(name: str, number: int, parts: tuple[str, ...], data: Mapping[str, Any]) -> dict[str, str]:
    return {part: _text(data, f"{name}_{number}_{part}") for part in parts}


def _text(data: Mapping[str, Any], name: str) -> str:
    return str(data.get(name) or "").replace("\r\n", "\n").strip()


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = data.get(name) or []
    return value if isinstance(value, list) else [value]
