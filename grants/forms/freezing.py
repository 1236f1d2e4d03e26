"""From the questions as an editor keeps them to the sections that a form version freezes. Reads only."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.text import slugify

from fund.common.errors import Refused
from grants.forms.questions import BUILT_INS
from grants.forms.ruling import Names, freeze_rules, key_of
from grants.forms.sets import unfold

LONGEST_ID = 36
OWN = ("limit", "words", "least", "most", "text", "shape", "earliest", "latest", "example", "error")


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
    taken = set(known.values()) | set(BUILT_INS)
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
    frozen = [_question(part, {}, set(BUILT_INS), names) for part in raw]
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
    kind, value = raw["type"], raw["value"]
    built_in = kind in BUILT_INS
    must = built_in or kind == "declaration"
    frozen = {
        "id": kind if built_in else _id(raw["id"], value["label"], known, taken),
        "block": raw["id"],
        "type": kind,
        "label": value["label"],
        "hint": value.get("hint") or "",
        "required": must or bool(value.get("required")),
    }
    for own in OWN:
        if value.get(own) not in (None, ""):
            kept = value[own]
            frozen[own] = kept if isinstance(kept, int | str) else str(kept)
    if value.get("recording"):
        frozen["recording"] = True
    for own in ("choices", "measures"):
        if own in value:
            lines = (line.strip() for line in (value[own] or "").splitlines())
            frozen[own] = list(dict.fromkeys(line for line in lines if line))
    frozen |= freeze_rules(value, names)
    if "required_if" in frozen:  # The rule says when; the tick beside the question stands ready for no rule.
        frozen["required"] = False
    names.add(frozen)
    return frozen


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
    twice = [kind for kind in BUILT_INS if kinds.count(kind) > 1]
    if twice:
        raise Refused(f"These built-in questions stand twice: {', '.join(twice)}.", field="questions")
    for question in questions:
        if question["type"] in ("choice", "choices") and len(question["choices"]) < 2:
            raise Refused(f"“{question['label']}” needs at least two choices.", field="questions")
