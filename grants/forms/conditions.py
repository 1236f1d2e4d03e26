"""When a question is asked, or must be answered: a small JSON tree over canonical, typed values.

A condition is `{"all": [conditions]}`, `{"any": [conditions]}` or a comparison
`{"question": id, "test": test, "kind": kind, "values": [words]}`, whose words are read as values of that kind.
It is evaluated to True, False or None, which means that the answer, or the condition, can't be read. Nothing in a
condition is ever run.

The server's evaluation is the truth, and takes None for False. `static/js/conditions.js` evaluates the same
trees in the page, and shows a question where it can't tell; one table of cases holds both to the same results.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from fund.common.money import bare_amount

TESTS = {
    "is": "is",
    "is_not": "is not",
    "one_of": "is one of",
    "more_than": "is more than, or later than",
    "less_than": "is less than, or earlier than",
    "answered": "is answered",
}
ORDERED = ("more_than", "less_than")
KINDS = ("text", "number", "day")
_NUMBER = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,9})?|\.[0-9]{1,9})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_BRITISH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2200
# The same in both languages: each has spaces that the other's own class leaves out.
_SPACES = re.compile("[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
Canonical = str | Decimal | date


@dataclass(frozen=True)
class Comparison:
    """One question's answer compared with `words`, all of one `kind`, as they are written in the condition."""

    question: str
    test: str
    kind: str = "text"
    words: tuple[str, ...] = ()

    @cached_property
    def values(self) -> tuple[Canonical, ...]:
        """The canonical values of the words."""
        read = (read_canonical(self.kind, word) for word in self.words)
        return tuple(value for value in read if value is not None)


@dataclass(frozen=True)
class Group:
    """Conditions of which `all` must be true, or `any`."""

    join: str
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Unreadable:
    """What is no condition. It is never true."""


Condition = Comparison | Group | Unreadable


def parse_condition(raw: Any) -> Condition:
    """Return the condition that `raw` JSON tells; `Unreadable` where it tells none. Never raises."""
    if not isinstance(raw, Mapping):
        return Unreadable()
    for join in ("all", "any"):
        if join in raw:
            parts = raw[join]
            if not isinstance(parts, list) or not parts:
                return Unreadable()
            return Group(join, tuple(parse_condition(part) for part in parts))
    question, test, kind, values = (raw.get(name) for name in ("question", "test", "kind", "values"))
    if (
        not isinstance(question, str)
        or test not in TESTS
        or kind not in KINDS
        or not isinstance(values, list)
    ):
        return Unreadable()
    words = tuple(str(value) for value in values)
    if any(read_canonical(kind, word) is None for word in words):
        return Unreadable()
    return Comparison(question, test, kind, words)


def condition_json(condition: Condition) -> Any:
    """Return the JSON tree of a condition: the other way round from `parse_condition`."""
    if isinstance(condition, Unreadable):
        return None
    if isinstance(condition, Group):
        return {condition.join: [condition_json(part) for part in condition.parts]}
    return {
        "question": condition.question,
        "test": condition.test,
        "kind": condition.kind,
        "values": list(condition.words),
    }


def evaluate(condition: Condition, answers: Mapping[str, Any]) -> bool | None:
    """Return whether the condition is true of `answers` (by question id); None where that can't be told.

    A comparison with a question that is hidden or not answered is false.
    """
    if isinstance(condition, Unreadable):
        return None
    if isinstance(condition, Group):
        found = [evaluate(part, answers) for part in condition.parts]
        decided = condition.join == "any"
        if decided in found:
            return decided
        return None if None in found else not decided
    answer = answers.get(condition.question)
    return False if is_blank(answer) else _compare(condition, answer)


def _compare(comparison: Comparison, answer: Any) -> bool | None:
    if comparison.test == "answered":
        return True
    typed = comparable_words(answer)
    if typed is None:
        return None
    read = [read_canonical(comparison.kind, word) for word in typed]
    if not read or any(value is None for value in read):
        return None
    if comparison.test in ORDERED:
        if len(read) != 1 or len(comparison.values) != 1 or comparison.kind == "text":
            return None
        one, other = read[0], comparison.values[0]
        more = one > other  # type: ignore[operator]
        return more if comparison.test == "more_than" else not more and one != other
    common = any(value in comparison.values for value in read)
    return not common if comparison.test == "is_not" else common


def comparable_words(answer: Any) -> list[str] | None:
    """Return the words of an answer that are compared; None for what has parts, such as an address.

    A submitted postcode stands beside the ward it lies in, and is compared without it.
    """
    if isinstance(answer, Mapping):
        return [str(answer["postcode"])] if set(answer) == {"postcode", "ward"} else None
    if isinstance(answer, list):
        return None if any(isinstance(part, Mapping | list) for part in answer) else [str(p) for p in answer]
    return [str(answer)]


def read_canonical(kind: str, typed: Any) -> Canonical | None:
    """Return typed words as a canonical value of `kind`; None where they are not of that kind."""
    text = _SPACES.sub(" ", str(typed)).strip(" ")
    if kind == "number":
        return read_number(text)
    if kind == "day":
        return read_day(text)
    return text.lower()


def write_canonical(value: Canonical) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def read_number(text: str) -> Decimal | None:
    """Return a number or an amount in the British notation, with or without `£`, `%` and thousands commas."""
    bare = bare_amount(text.removesuffix("%"))
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def read_day(text: str) -> date | None:
    """Return a day written `2027-03-28`, `28/3/2027` or `28/3/27`, between 1900 and 2200."""
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _BRITISH_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
        if year < 100:
            year += 1900 if year >= 69 else 2000
    else:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_blank(value: Any) -> bool:
    """Return whether nothing at all has been typed."""
    return not any(value.values()) if isinstance(value, Mapping) else not value


def comparisons_in(condition: Condition | None) -> Iterator[Comparison]:
    """Return every comparison in a condition, however deep."""
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from comparisons_in(part)
    elif isinstance(condition, Comparison):
        yield condition


def named_in(conditions: Iterable[Condition | None]) -> set[str]:
    """Return the ids of the questions that the conditions look at."""
    return {comparison.question for each in conditions for comparison in comparisons_in(each)}


def is_true(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Return whether there is a condition and it is surely true: what can't be told counts as false."""
    return condition is not None and evaluate(condition, answers) is True
