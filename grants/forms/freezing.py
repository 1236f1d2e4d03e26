"""From the questions as an editor keeps them to the sections that a form version freezes. Reads only."""

from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import Any, get_type_hints

from django.utils.text import slugify

from fund.common.errors import Refused
from grants.forms.definition import read_question
from grants.forms.freezing_conditions import Names, freeze_conditions, key_of
from grants.forms.sets import unfold
from grants.forms.types import all_types, get_type

LONGEST_ID = 36


def freeze_questions(
    questions: Any, before: list[dict[str, Any]], *, needed: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The sections of `questions` (a StreamValue) as plain JSON, with stable ids.

    A question that stood in `before` (the sections of the last version) keeps its id even if its words
    have changed, because both carry the id of the same block; so answers follow it. Raises Refused
    when a `needed` question is missing, a built-in one stands twice, or a question set can't be put in.
    """
    raw = unfold(questions.stream_block.get_prep_value(questions))
    known = {part["block"]: part["id"] for part in _parts(before)}
    taken = set(known.values()) | _built_ins()
    names = Names(
        {key_of(part["value"].get("label", "")) for section in raw for part in section["value"]["questions"]}
    )
    sections = [_section(section, known, taken, names) for section in raw]
    _check(sections, needed)
    return sections


def check_set(questions: Any) -> None:
    """Raises Refused when `questions` (of a set) could stand in no form: a set is whole by itself."""
    raw = questions.stream_block.get_prep_value(questions)
    names = Names({key_of(part["value"].get("label", "")) for part in raw})
    frozen = [_question(part, {}, _built_ins(), names) for part in raw]
    _check_each(frozen)


def _parts(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for section in sections:
        if "block" in section:
            yield section
        yield from (question for question in section["questions"] if "block" in question)


def _section(raw: dict[str, Any], known: dict[str, str], taken: set[str], names: Names) -> dict[str, Any]:
    value = raw["value"]
    return {
        "id": _id(raw["id"], value["title"], known, taken),
        "block": raw["id"],
        "title": value["title"],
        "intro": value.get("intro") or "",
        "questions": [_question(question, known, taken, names) for question in value["questions"]],
    }


def _question(raw: dict[str, Any], known: dict[str, str], taken: set[str], names: Names) -> dict[str, Any]:
    kind, value = get_type(raw["type"]), raw["value"]
    frozen = {
        "id": kind.name if kind.is_built_in else _id(raw["id"], value["label"], known, taken),
        "block": raw["id"],
        "type": kind.name,
        "label": value["label"],
        "hint": value.get("hint") or "",
        "required": kind.is_required_always or bool(value.get("required")),
    }
    frozen |= {name: value[name] for name in ("example", "error") if value.get(name)}
    frozen |= _options(kind.Options, value)
    frozen |= freeze_conditions(value, names)
    if "required_if" in frozen:  # It says when; the tick beside the question stands ready for no condition.
        frozen["required"] = False
    names.add(frozen)
    return frozen


def _options(kind: type[Any], value: dict[str, Any]) -> dict[str, Any]:
    """The settings of a question's type as plain JSON: those that the editor gave."""
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for field in fields(kind):
        given = value.get(field.name)
        if hints[field.name] == tuple[str, ...]:
            lines = (line.strip() for line in (given or "").splitlines())
            found[field.name] = list(dict.fromkeys(line for line in lines if line))
        elif given not in (None, "", False):
            found[field.name] = given if isinstance(given, int | str) else str(given)
    return found


def _built_ins() -> set[str]:
    return {name for name, kind in all_types().items() if kind.is_built_in}


def _id(block: str, words: str, known: dict[str, str], taken: set[str]) -> str:
    """The id that this block had before, or a new one made of its words. Hyphens only: forms need the `_`."""
    if block in known:
        return known[block]
    stem = slugify(words).replace("_", "-")[:LONGEST_ID].strip("-") or "question"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem[: LONGEST_ID - 3]}-{number}", number + 1
    taken.add(name)
    known[block] = name
    return name


def _check(sections: list[dict[str, Any]], needed: Collection[str]) -> None:
    kinds = [question["type"] for section in sections for question in section["questions"]]
    missing = [kind for kind in needed if kind not in kinds]
    if missing:
        raise Refused(f"The form needs these built-in questions: {', '.join(missing)}.", field="questions")
    _check_each([question for section in sections for question in section["questions"]])


def _check_each(questions: list[dict[str, Any]]) -> None:
    kinds = [question["type"] for question in questions]
    twice = [kind for kind in all_types() if kind in _built_ins() and kinds.count(kind) > 1]
    if twice:
        raise Refused(f"These built-in questions stand twice: {', '.join(twice)}.", field="questions")
    for question in map(read_question, questions):
        if problem := question.type.problem_of(question):
            raise Refused(f"“{question.label}” {problem}.", field="questions")
