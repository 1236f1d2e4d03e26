"""What an editor should look at before a form is used: reach, reading age, length. Warns, never refuses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from fund.common.money import format_money
from grants.forms.conditions import Canonical, comparisons_in, write_canonical
from grants.forms.definition import FormDefinition, Question, Section
from grants.forms.readability import reading_age

OLDEST_READER = 12
WORTH_MEASURING = 8
MOST_COMBINATIONS = 4096


@dataclass(frozen=True)
class FormCheck:
    """`minutes` to fill it in; `warnings` as sentences, none where all is well."""

    minutes: int
    warnings: list[str]


def check_form(form: FormDefinition, most: Decimal) -> FormCheck:
    """Return what there is to look at in a form for a round that gives up to `most` pounds."""
    minutes = minutes_of(form)
    warnings = [
        f"“{label}” is never asked: its rule can't be true, whatever people answer."
        for label in unreachable(form)
    ]
    if minutes > (fair := fair_minutes(most)):
        aim = f"For up to {format_money(most)}, aim for {fair} or fewer."
        warnings.append(f"The form takes about {minutes} minutes. {aim}")
    return FormCheck(minutes, [*warnings, *_hard(form)])


def minutes_of(form: FormDefinition) -> int:
    """Return about how long the whole form takes if every question is asked."""
    return sum(question.type.minutes_for(question) for question in form)


def fair_minutes(most: Decimal) -> int:
    """What such an amount is worth: an hour up to £2,000, then a minute for each £100, to eight hours."""
    return min(60 + max(0, int(most) - 2000) // 100, 480)


def _hard(form: FormDefinition) -> Iterator[str]:
    for question in form:
        words = (question.label, question.hint, getattr(question.options, "text", ""))
        text = ". ".join(words)
        age = reading_age(text)
        if len(text.split()) >= WORTH_MEASURING and age > OLDEST_READER:
            yield f"“{question.label}” reads as for age {age:.0f}. Aim for {OLDEST_READER} or under."


def unreachable(form: FormDefinition) -> list[str]:
    """Return the labels of questions that are never shown, tried with every answer that could matter."""
    return [question.label for question in form if question.show_if and not _can_be_asked(question, form)]


def _can_be_asked(question: Question, form: FormDefinition) -> bool:
    needed = _looked_at(question, form)
    some = [each for each in form if each.id in needed or each is question]
    among = FormDefinition((Section("", "", "", tuple(some)),))
    tried = [form.by_id[name].type.answers_to_try(form.by_id[name], _near(name, among)) for name in needed]
    size = 1
    for answers in tried:
        size *= len(answers)
    if size > MOST_COMBINATIONS:
        return True
    for chosen in product(*tried):
        values = dict(zip(needed, chosen, strict=True))
        files = {name for name, answer in values.items() if answer is True}
        if question.id in among.shown_ids(values, files):
            return True
    return False


def _looked_at(question: Question, form: FormDefinition) -> list[str]:
    """The questions that this one's condition looks at, and those that theirs do."""
    found: list[str] = []
    waiting = [question]
    while waiting:
        for comparison in comparisons_in(waiting.pop().show_if):
            if comparison.question in form.by_id and comparison.question not in found:
                found.append(comparison.question)
                waiting.append(form.by_id[comparison.question])
    return found


def _near(name: str, among: FormDefinition) -> list[str]:
    """What lies on either side of each value that a condition compares this question with."""
    named = [c for question in among for c in comparisons_in(question.show_if) if c.question == name]
    return [near for comparison in named for value in comparison.values for near in _beside(value)]


def _beside(value: Canonical) -> list[str]:
    if isinstance(value, date):
        return [(value + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]
    if isinstance(value, Decimal):
        steps = (Decimal(-1), Decimal("-0.01"), Decimal(0), Decimal("0.01"), Decimal(1))
        return [write_canonical(value + step) for step in steps]
    return [value]
