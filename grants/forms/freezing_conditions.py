"""From conditions as an editor writes them, in the words of questions, to conditions by id that a form freezes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fund.common.errors import Refused
from grants.forms.conditions import (
    ORDERED,
    Comparison,
    Condition,
    Group,
    condition_json,
    read_canonical,
    write_canonical,
)
from grants.forms.types import get_type

Raw = dict[str, Any]


def key_of(words: str) -> str:
    """Questions are known by their words, whatever the capitals and spaces."""
    return " ".join(words.casefold().split())


@dataclass
class Names:
    """The questions of a form by their words: those that stand before the one at hand, and all there are."""

    every: set[str]
    earlier: dict[str, list[Raw]] = field(default_factory=dict)

    def add(self, question: Raw) -> None:
        if get_type(question["type"]).is_asked:
            self.earlier.setdefault(key_of(question["label"]), []).append(question)


def freeze_conditions(value: Raw, names: Names) -> Iterator[tuple[str, Any]]:
    """Return the conditions of one question, by name, as JSON. Raises Refused in the editor's own words."""
    for name in ("show_if", "required_if"):
        raw = value.get(name) or {}
        if raw.get("conditions"):
            yield name, condition_json(_group(raw, value["label"], names))


def _group(raw: Raw, label: str, names: Names) -> Condition:
    parts = [
        _group(part["value"], label, names)
        if part["type"] == "group"
        else _comparison(part["value"], label, names)
        for part in raw["conditions"]
    ]
    return Group("any" if raw.get("join") == "any" else "all", tuple(parts))


def _comparison(raw: Raw, label: str, names: Names) -> Condition:
    question, test = _named(raw["question"], label, names), raw["test"]
    lines = [line.strip() for line in (raw.get("value") or "").splitlines() if line.strip()]
    typed = [] if test == "answered" else lines if test == "one_of" else [" ".join(lines)]
    rule = f"The rule of “{label}” about “{question['label']}”"
    if test == "answered":
        return Comparison(question["id"], test)
    if not any(typed):
        raise Refused(f"{rule} needs an answer to compare with.", field="questions")
    kind, words = _read(typed, test, get_type(question["type"]).kinds, rule)
    return Comparison(question["id"], test, kind, words)


def _read(typed: list[str], test: str, kinds: tuple[str, ...], rule: str) -> tuple[str, tuple[str, ...]]:
    """Return the first kind that can be compared so and that all of the words are of, and the words."""
    fitting = [kind for kind in kinds if test not in ORDERED or kind != "text"]
    if not fitting and test in ORDERED:
        raise Refused(f"{rule} compares numbers, but that question has none.", field="questions")
    for kind in fitting or ["text"]:
        values = [value for each in typed if (value := read_canonical(kind, each)) is not None]
        if len(values) == len(typed):
            return kind, tuple(typed if kind == "text" else map(write_canonical, values))
    raise Refused(f"{rule} needs a number, an amount or a day, like 27/3/2027.", field="questions")


def _named(words: str, label: str, names: Names) -> Raw:
    found = names.earlier.get(key_of(words), [])
    if len(found) == 1:
        return found[0]
    says = f"“{label}” has a rule about “{words}”, "
    if found:
        says += "but two questions before it are called that. Give them different words."
    elif key_of(words) == key_of(label):
        says += "which is itself. A rule looks at questions before it."
    elif key_of(words) in names.every:
        says += "which comes later. A rule looks at questions before it."
    else:
        says += "which is not in the form. Choose a question that is."
    raise Refused(says, field="questions")
