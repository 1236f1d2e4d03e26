"""From one section of a form version to a form that judges what was typed.

Saving keeps whatever is typed; this form only says what is wrong with it. Sending asks every section.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from fund.common.errors import Refused
from fund.common.forms import HouseForm
from fund.common.moments import say_date
from fund.common.money import ZERO, format_money, parse_money
from grants.programmes.fields import Limits, Question, fields_of
from grants.programmes.typed import MOST_ROWS, ROWS, flatten, row_count

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Problem:
    """One thing to fix. `missing`: not typed yet, rather than typed wrongly. `target`: a field's HTML id."""

    question: str
    target: str
    text: str
    missing: bool


@dataclass(frozen=True)
class Group:
    """One question as it is drawn: a field, a pair, or rows of fields."""

    question: Question
    fields: list[BoundField]
    rows: list[list[BoundField]]


class SectionForm(HouseForm):
    """The base of the forms that `build_section_form` makes."""

    section: dict[str, Any]
    limits: Limits
    typed: Mapping[str, Any]
    given_files: Mapping[str, int]

    def groups(self) -> list[Group]:
        """The questions in order with their fields."""
        return [self._group(question) for question in self.section["questions"]]

    def _group(self, question: Question) -> Group:
        fields = [self[name] for name in self.fields if _belongs(name, question)]
        width = len(ROWS.get(question["type"], ()))
        rows = [fields[i : i + width] for i in range(0, len(fields), width)] if width else []
        return Group(question, fields, rows)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.section["questions"]:
            judge = getattr(self, f"_judge_{question['type']}", None)
            if judge:
                judge(question, cleaned)
        return cleaned

    def _judge_file(self, question: Question, cleaned: dict[str, Any]) -> None:
        field: Any = self.fields[question["id"]]
        if field.needed and not self.given_files.get(question["id"]):
            self._say(question["id"], f"Choose a file for “{question['label']}”", missing=True)

    def _judge_dates(self, question: Question, cleaned: dict[str, Any]) -> None:
        starts, ends = (cleaned.get(f"{question['id']}_{end}") for end in ("starts", "ends"))
        if not starts or not ends:
            return
        if ends < starts:
            self._say(f"{question['id']}_ends", "Enter an end that is after the start")
        elif ends > (latest := months_after(starts, self.limits.months)):
            months = f"{self.limits.months} month{'' if self.limits.months == 1 else 's'}"
            says = f"It can last up to {months}. Enter an end on or before {say_date(latest)}"
            self._say(f"{question['id']}_ends", says)

    def _judge_areas(self, question: Question, cleaned: dict[str, Any]) -> None:
        rows = self._rows(question, cleaned)
        first = f"{question['id']}_0"
        if not rows:
            self._say(f"{first}_area", "Choose at least one ward", missing=True)
            return
        codes = [row["area"] for row in rows if row["area"]]
        for number, row in enumerate(rows):
            if row["area"] and row["area"] in [earlier["area"] for earlier in rows[:number]]:
                self._say(f"{question['id']}_{number}_area", "You have chosen this ward already")
        shares = [row["percent"] for row in rows]
        if len(codes) == len(rows) and None not in shares and sum(shares) != HUNDRED:
            says = f"The shares must add up to 100%. They add up to {sum(shares):f}% now"
            self._say(f"{first}_percent", says)

    def _judge_milestones(self, question: Question, cleaned: dict[str, Any]) -> None:
        rows = self._rows(question, cleaned)
        first = f"{question['id']}_0"
        if not rows:
            self._say(f"{first}_title", "Enter at least one step", missing=True)
            return
        amounts = [row["amount"] for row in rows]
        asked = self.asked(cleaned)
        if None not in amounts and asked is not None and sum(amounts, ZERO) != asked:
            says = f"The steps must add up to {format_money(asked)}, which is what you ask for. "
            self._say(f"{first}_amount", says + f"They add up to {format_money(sum(amounts, ZERO))} now")

    def asked(self, cleaned: Mapping[str, Any]) -> Decimal | None:
        """What is asked for, from this section or from another; None while it can't be read."""
        if "amount" in self.fields:
            return cleaned.get("amount")
        return read_money(self.typed.get("amount"))

    def _rows(self, question: Question, cleaned: dict[str, Any]) -> list[dict[str, Any]]:
        name = question["id"]
        return [
            {part: cleaned.get(f"{name}_{number}_{part}") for part in ROWS[question["type"]]}
            for number in range(row_count(question, self.typed.get(name)))
        ]

    def _say(self, name: str, words: str, *, missing: bool = False) -> None:
        self.add_error(name, ValidationError(words, code="required" if missing else "wrong"))

    def problems(self) -> list[Problem]:
        """What is wrong or missing, in the order of the questions."""
        data = self.errors.as_data()
        found = []
        for question in self.section["questions"]:
            for name in (name for name in self.fields if _belongs(name, question)):
                bound = self[name]
                radio = isinstance(bound.field.widget, forms.RadioSelect)
                target = f"{bound.auto_id}_0" if radio else str(bound.id_for_label or bound.auto_id)
                for error in data.get(name, []):
                    words = str(error.messages[0])
                    found.append(Problem(question["id"], target, words, error.code == "required"))
        return found

    def values(self) -> dict[str, Any]:
        """The judged answers as plain JSON, for what is sent. Only for a form without problems."""
        return {
            question["id"]: self._value(question)
            for question in self.section["questions"]
            if question["type"] != "file"
        }

    def _value(self, question: Question) -> Any:
        name, kind, cleaned = question["id"], question["type"], self.cleaned_data
        if kind in ROWS:
            return [{part: plain(v) for part, v in row.items()} for row in self._rows(question, cleaned)]
        if kind == "dates":
            return {end: plain(cleaned[f"{name}_{end}"]) for end in ("starts", "ends")}
        return plain(cleaned.get(name))


def build_section_form(
    section: dict[str, Any],
    *,
    limits: Limits,
    typed: Mapping[str, Any],
    given_files: Mapping[str, int] | None = None,
    more_rows: str = "",
    judged: bool = True,
) -> SectionForm:
    """The form of one section, filled with what is `typed` (all answers of the application by question id).

    `given_files` counts the files each question has. `more_rows` names the question that gets one more
    empty row. `judged` says whether problems are said.
    """
    fields: dict[str, Any] = {}
    flat: dict[str, Any] = {}
    for question in section["questions"]:
        value = typed.get(question["id"])
        count = row_count(question, value)
        rows = min(max(count, 1) + (more_rows == question["id"] and count > 0), MOST_ROWS)
        fields |= fields_of(question, limits, typed_rows=count, rows=rows)
        flat |= flatten(question, value)
    kind = type("BuiltSectionForm", (SectionForm,), fields)
    form: SectionForm = kind(data=flat) if judged else kind(initial=flat)
    form.section, form.limits, form.typed = section, limits, typed
    form.given_files = given_files or {}
    return form


def _belongs(name: str, question: Question) -> bool:
    return name == question["id"] or name.startswith(f"{question['id']}_")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month: 31 January and 1 month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("a month has 28 days")


def read_money(typed: Any) -> Decimal | None:
    """Pounds as typed; None where they are not money."""
    try:
        return parse_money(str(typed)) if typed else None
    except Refused:
        return None


def plain(value: Any) -> Any:
    """Money and numbers as text, dates as ISO text: what JSON keeps without loss."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
