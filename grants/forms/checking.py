"""What an editor should look at before a form is used: reach, reading age, length. Warns, never refuses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from fund.common.money import format_money
from grants.forms.plainness import reading_age
from grants.forms.showing import conditions_of, measure, shown_ids

Section = dict[str, Any]
Question = dict[str, Any]
OLDEST_READER = 12
WORTH_MEASURING = 8
MOST_COMBINATIONS = 4096
WORDS_A_MINUTE = 20
# Minutes that an answer takes, looking things up and asking each other included.
MINUTES = {"budget": 15, "milestones": 15, "outcomes": 10, "file": 5, "areas": 3, "address": 2, "guidance": 1}


@dataclass(frozen=True)
class FormCheck:
    """`minutes` to fill it in; `warnings` as sentences, none where all is well."""

    minutes: int
    warnings: list[str]


def check_form(sections: list[Section], most: Decimal) -> FormCheck:
    """Look at a frozen form for a round that gives up to `most` pounds."""
    minutes = minutes_of(sections)
    warnings = [
        f"“{label}” is never asked: its rule can't be true, whatever people answer."
        for label in unreachable(sections)
    ]
    if minutes > (fair := fair_minutes(most)):
        aim = f"For up to {format_money(most)}, aim for {fair} or fewer."
        warnings.append(f"The form takes about {minutes} minutes. {aim}")
    return FormCheck(minutes, [*warnings, *_hard(sections)])


def minutes_of(sections: Iterable[Section]) -> int:
    """About how long the whole form takes if every question is asked."""
    return sum(_minutes(question) for section in sections for question in section["questions"])


def _minutes(question: Question) -> int:
    if question["type"] in ("long_text", "summary"):
        return max(2, int(question.get("words", 250)) // WORDS_A_MINUTE)
    return MINUTES.get(question["type"], 1)


def fair_minutes(most: Decimal) -> int:
    """What such an amount is worth: an hour up to £2,000, then a minute for each £100, to eight hours."""
    return min(60 + max(0, int(most) - 2000) // 100, 480)


def _hard(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        for question in section["questions"]:
            text = ". ".join(str(question.get(part) or "") for part in ("label", "hint", "text"))
            age = reading_age(text)
            if len(text.split()) >= WORTH_MEASURING and age > OLDEST_READER:
                yield f"“{question['label']}” reads as for age {age:.0f}. Aim for {OLDEST_READER} or under."


def unreachable(sections: list[Section]) -> list[str]:
    """The labels of questions whose rule can never be true, tried with every answer that could matter."""
    every = {q["id"]: q for section in sections for q in section["questions"]}
    return [q["label"] for q in every.values() if "show_if" in q and not _can_be_asked(q, every)]


def _can_be_asked(question: Question, every: dict[str, Question]) -> bool:
    needed = _looked_at(question, every)
    among = [{"questions": [each for name, each in every.items() if name in needed or each is question]}]
    tried = [_answers(every[name], among) for name in needed]
    size = 1
    for some in tried:
        size *= len(some)
    if size > MOST_COMBINATIONS:
        return True
    for answers in product(*tried):
        typed = dict(zip(needed, answers, strict=True))
        files = {name for name, answer in typed.items() if answer is True}
        if question["id"] in shown_ids(among, typed, files):
            return True
    return False


def _looked_at(question: Question, every: dict[str, Question]) -> list[str]:
    """The questions that this one's rule looks at, and those that theirs do."""
    found: list[str] = []
    waiting = [question]
    while waiting:
        for part in conditions_of(waiting.pop().get("show_if")):
            if part["question"] in every and part["question"] not in found:
                found.append(part["question"])
                waiting.append(every[part["question"]])
    return found


def _answers(question: Question, among: list[Section]) -> list[Any]:
    """Answers to try: each choice, and what lies on either side of each limit in a rule."""
    kind, choices = question["type"], question.get("choices", [])
    if kind == "choices":
        return [
            *([choice] for choice in choices),
            choices,
            *([c for c in choices if c != o] for o in choices),
        ]
    fixed = {"choice": choices, "yes_no": ["yes", "no"], "declaration": ["yes"], "file": [True]}
    if kind in fixed:
        return list(fixed[kind])
    named = [
        value
        for each in among[0]["questions"]
        for part in conditions_of(each.get("show_if"))
        if part["question"] == question["id"]
        for value in part["values"]
    ]
    return [near for value in named for near in _near(value, question)] + ["any other words"]


def _near(value: str, question: Question) -> list[str]:
    measured = measure(value)
    if measured is None:
        return [value]
    if measured[0] == "day":
        day = date.fromordinal(int(measured[1]))
        return [(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]
    least, most = (Decimal(str(question[end])) if end in question else None for end in ("least", "most"))
    near = (measured[1] + step for step in (Decimal(-1), Decimal("-0.01"), 0, Decimal("0.01"), Decimal(1)))
    fits = [n for n in near if (least is None or n >= least) and (most is None or n <= most)]
    return [format(number, "f") for number in [*fits, *(end for end in (least, most) if end is not None)]]
