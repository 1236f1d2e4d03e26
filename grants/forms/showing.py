"""Which questions a form asks, given the answers so far: rules as plain data, read by this and nothing else.

A rule is `{"all": [rules]}`, `{"any": [rules]}` or a condition `{"question", "test", "values"}`, nested as
deep as one likes. A condition about a question that is hidden or not answered is never true. Nothing in a
rule is ever run: what is not understood is simply not true. `static/js/show-if.js` says the same in the page.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from grants.forms.typed import is_blank

Rule = Mapping[str, Any]
TESTS = {
    "is": "is",
    "is_not": "is not",
    "one_of": "is one of",
    "more_than": "is more than, or later than",
    "less_than": "is less than, or earlier than",
    "answered": "is answered",
}


def holds(rule: Any, answers: Mapping[str, Any]) -> bool:
    """Whether `rule` is true of `answers` (by question id)."""
    if not isinstance(rule, Mapping):
        return False
    for join, joined in (("all", all), ("any", any)):
        if join in rule:
            parts = rule[join]
            return isinstance(parts, list) and bool(parts) and joined(holds(part, answers) for part in parts)
    answer = answers.get(str(rule.get("question")))
    return not is_blank(answer) and _is_true(rule.get("test"), words_of(answer), _values(rule))


def _values(rule: Rule) -> list[str]:
    values = rule.get("values")
    return [_plain(value) for value in values] if isinstance(values, list) else []


def _is_true(test: Any, words: list[str], values: list[str]) -> bool:
    if test == "answered":
        return True
    if test == "is_not":
        return not set(words) & set(values)
    if test in ("is", "one_of"):
        return bool(set(words) & set(values))
    if test in ("more_than", "less_than") and len(words) == len(values) == 1:
        answer, limit = measure(words[0]), measure(values[0])
        if answer is None or limit is None or answer[0] != limit[0]:
            return False
        return answer[1] > limit[1] if test == "more_than" else answer[1] < limit[1]
    return False


def words_of(answer: Any) -> list[str]:
    """An answer as words to compare: one for most, several for several choices, none for what has parts."""
    if isinstance(answer, Mapping):
        return [_plain(answer["postcode"])] if "ward" in answer and len(answer) == 2 else []
    if isinstance(answer, list):
        return [_plain(part) for part in answer if not isinstance(part, Mapping | list)]
    return [_plain(answer)]


def _plain(value: Any) -> str:
    return " ".join(str(value).casefold().split())


def measure(text: str) -> tuple[str, Decimal] | None:
    """A number, an amount or a day as something to compare; None where the words are none of these."""
    bare = text.replace(",", "").replace("£", "").replace("%", "").strip()
    try:
        number = Decimal(bare)
    except InvalidOperation:
        day = _day(bare)
        return ("day", Decimal(day.toordinal())) if day else None
    return ("number", number) if number.is_finite() else None


def _day(text: str) -> date | None:
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def settle(
    sections: Iterable[dict[str, Any]], typed: Mapping[str, Any], files: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The sections with each question settled: `hidden`, and `required` as its rules have it now.

    `files` are the questions that have a file. Only answers of questions that are shown count for later ones.
    """
    answers: dict[str, Any] = {}
    return [
        {
            **section,
            "questions": [_settle(question, typed, files, answers) for question in section["questions"]],
        }
        for section in sections
    ]


def _settle(
    question: dict[str, Any], typed: Mapping[str, Any], files: Collection[str], answers: dict[str, Any]
) -> dict[str, Any]:
    name = question["id"]
    hidden = "show_if" in question and not holds(question["show_if"], answers)
    required = question["required"] or ("required_if" in question and holds(question["required_if"], answers))
    if not hidden:
        answers[name] = (name in files) if question["type"] == "file" else typed.get(name)
    return {**question, "hidden": hidden, "required": required}


def shown_ids(
    sections: Iterable[dict[str, Any]], typed: Mapping[str, Any], files: Collection[str] = ()
) -> set[str]:
    """The ids of the questions that are asked, given what is typed."""
    settled = settle(sections, typed, files)
    return {q["id"] for section in settled for q in section["questions"] if not q["hidden"]}


def conditions_of(rule: Any) -> Iterator[Rule]:
    """Every condition in a rule, however deep."""
    if isinstance(rule, Mapping):
        for part in (*rule.get("all", ()), *rule.get("any", ())):
            yield from conditions_of(part)
        if "question" in rule:
            yield rule


def followers(sections: Iterable[dict[str, Any]], named: Collection[str]) -> set[str]:
    """The questions whose rules look at one of `named`, or at a question that does, and so on."""
    found = set(named)
    for section in sections:
        for question in section["questions"]:
            rules = (question.get("show_if"), question.get("required_if"))
            if any(part["question"] in found for rule in rules for part in conditions_of(rule)):
                found.add(question["id"])
    return found - set(named)
