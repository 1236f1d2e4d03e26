"""From rules as an editor writes them, in the words of questions, to rules by id that a form freezes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fund.common.errors import Refused
from grants.forms.showing import measure

Question = dict[str, Any]
NUMBERED = ("number", "money", "amount", "short_text", "date")


def key_of(words: str) -> str:
    """Questions are known by their words, whatever the capitals and spaces."""
    return " ".join(words.casefold().split())


@dataclass
class Names:
    """The questions of a form by their words: those that stand before the one at hand, and all there are."""

    every: set[str]
    earlier: dict[str, list[Question]] = field(default_factory=dict)

    def add(self, question: Question) -> None:
        if question["type"] != "guidance":
            self.earlier.setdefault(key_of(question["label"]), []).append(question)


def freeze_rules(value: dict[str, Any], names: Names) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rules of one question that say something, by name. Raises Refused in the editor's own words."""
    for name in ("show_if", "required_if"):
        raw = value.get(name) or {}
        if raw.get("conditions"):
            yield name, _group(raw, value["label"], names)


def _group(raw: dict[str, Any], label: str, names: Names) -> dict[str, Any]:
    parts = [
        _group(part["value"], label, names)
        if part["type"] == "group"
        else _condition(part["value"], label, names)
        for part in raw["conditions"]
    ]
    return {"any" if raw.get("join") == "any" else "all": parts}


def _condition(raw: dict[str, Any], label: str, names: Names) -> dict[str, Any]:
    question, test = _named(raw["question"], label, names), raw["test"]
    lines = [line.strip() for line in (raw.get("value") or "").splitlines() if line.strip()]
    values = [] if test == "answered" else lines if test == "one_of" else [" ".join(lines)]
    rule = f"The rule of “{label}” about “{question['label']}”"
    if test != "answered" and not any(values):
        raise Refused(f"{rule} needs an answer to compare with.", field="questions")
    if test in ("more_than", "less_than"):
        if question["type"] not in NUMBERED:
            raise Refused(f"{rule} compares numbers, but that question has none.", field="questions")
        if measure(values[0]) is None:
            raise Refused(f"{rule} needs a number, an amount or a day, like 27/3/2027.", field="questions")
    return {"question": question["id"], "test": test, "values": values}


def _named(words: str, label: str, names: Names) -> Question:
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
