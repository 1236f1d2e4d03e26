"""Questions for tests, read from the JSON that a form version keeps."""

from collections.abc import Sequence
from typing import Any

from grants.forms.conditions import Condition, condition_json
from grants.forms.definition import FormDefinition, Question, read_definition, read_question


def question_json(kind: str, **own: Any) -> dict[str, Any]:
    """Return the JSON of a question that must be answered; its id is the name of its type, with hyphens."""
    named = {"id": kind.replace("_", "-"), "type": kind, "label": kind.title(), "hint": "", "required": True}
    return {**named, **own}


def question(kind: str, **own: Any) -> Question:
    return read_question(question_json(kind, **own))


def one_page(questions: Sequence[dict[str, Any]], **own: Any) -> FormDefinition:
    """Return a form of one section that asks the questions, given as JSON."""
    return read_definition([{"id": "one", "title": "One", "intro": "", "questions": list(questions), **own}])


def condition_json_of(condition: Condition | None) -> Any:
    """Return the JSON of a condition that is there."""
    assert condition is not None
    return condition_json(condition)


def when(name: str, test: str, *values: str, kind: str = "text") -> dict[str, Any]:
    """Return the JSON of a condition on one question."""
    return {"question": name, "test": test, "kind": kind, "values": list(values)}
