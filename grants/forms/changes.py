"""What differs between two versions of a form, in plain words for the groups who are filling it in. Pure."""

from collections.abc import Iterator
from typing import Any

from grants.forms.typed import is_asked

Section = dict[str, Any]
# What a group does not see, or sees said in a line of its own.
_APART = ("id", "block", "label", "required")


def say_changes(before: list[Section], after: list[Section]) -> list[str]:
    """One sentence for each thing that changed, in the order of the form; what is gone comes last."""
    old, new = _questions(before), _questions(after)
    titles = {section["id"]: section["title"] for section in before}
    said = [sentence for section in after for sentence in (*_section(section, titles), *_asked(section, old))]
    said += [_gone(question) for name, (question, _) in old.items() if name not in new]
    if not said and [list(section["questions"]) for section in before] != [s["questions"] for s in after]:
        said.append("The questions stand in another order.")
    return said


def _questions(sections: list[Section]) -> dict[str, tuple[dict[str, Any], str]]:
    """Each question by id, with the id of its section."""
    return {q["id"]: (q, section["id"]) for section in sections for q in section["questions"]}


def _section(section: Section, titles: dict[str, str]) -> Iterator[str]:
    was = titles.get(section["id"])
    if was is None:
        yield f"There is a new part: “{section['title']}”."
    elif was != section["title"]:
        yield f"The part “{was}” is now called “{section['title']}”."


def _asked(section: Section, old: dict[str, tuple[dict[str, Any], str]]) -> Iterator[str]:
    for question in section["questions"]:
        label = question["label"]
        if question["id"] not in old:
            kind = "New question" if is_asked(question) else "New guidance"
            yield f"{kind}: “{label}”, in “{section['title']}”."
            continue
        was, place = old[question["id"]]
        if was["label"] != label:
            yield f"“{was['label']}” now reads “{label}”."
        if was["required"] != question["required"]:
            must = "must" if question["required"] else "need not"
            yield f"“{label}” {must} be answered now."
        if _rest(was) != _rest(question):
            yield f"“{label}” has changed: read its hint and limits again."
        if place != section["id"]:
            yield f"“{label}” has moved to “{section['title']}”."


def _rest(question: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name not in _APART}


def _gone(question: dict[str, Any]) -> str:
    if not is_asked(question):
        return f"The guidance “{question['label']}” is gone."
    return f"“{question['label']}” is no longer asked. What you wrote there is kept with your draft."
