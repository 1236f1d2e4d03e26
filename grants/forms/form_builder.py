"""From one section of a form version to a form that judges what was typed.

Saving keeps whatever is typed; this form only says what is wrong with it. Sending asks every section.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from fund.common.forms import HouseForm
from grants.forms.fields import fields_of
from grants.forms.judging import JUDGES, judge_refused_files
from grants.forms.limits import Limits, Question
from grants.forms.typed import MOST_ROWS, PARTS, ROWS, flatten, is_typed, row_count
from grants.forms.values import plain, read_money


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
    """The questions of one section. `build_section_form` makes it."""

    section: dict[str, Any]
    limits: Limits
    typed: Mapping[str, Any]
    given_files: Mapping[str, int]
    names: Mapping[str, list[str]]
    refused_files: Mapping[str, list[str]]

    def __init__(self, made: dict[str, forms.Field], **kwargs: Any) -> None:
        """`made`: the fields by name, which belong to this form alone and so need no copying."""
        super().__init__(**kwargs)
        self.fields = made
        self.say_errors_plainly()

    def groups(self) -> list[Group]:
        """The questions in order with their fields."""
        return [self._group(question) for question in self.section["questions"]]

    def _group(self, question: Question) -> Group:
        fields = [self[name] for name in self._names(question)]
        width = len(ROWS.get(question["type"], ()))
        rows = [fields[i : i + width] for i in range(0, len(fields), width)] if width else []
        return Group(question, fields, rows)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.section["questions"]:
            if question.get("hidden"):
                self._forget(question)
            elif judge := JUDGES.get(question["type"]):
                judge(self, question, cleaned)
            if not question.get("hidden"):
                judge_refused_files(self, question)
            if question.get("error"):
                self._say_own_words(question)
        return cleaned

    def _forget(self, question: Question) -> None:
        """What stands in a hidden question is nobody's concern."""
        for name in self._names(question):
            self.errors.pop(name, None)

    def _say_own_words(self, question: Question) -> None:
        """The editor's words for an answer that does not fit, in place of ours."""
        data = self.errors.as_data()
        for name in self._names(question):
            if any(error.code != "required" for error in data.get(name, [])):
                self.errors[name] = self.error_class([ValidationError(question["error"], code="wrong")])

    def _names(self, question: Question) -> list[str]:
        return self.names.get(question["id"], [])

    def asked(self, cleaned: Mapping[str, Any]) -> Decimal | None:
        """What is asked for, from this section or from another; None while it can't be read."""
        if "amount" in self.fields:
            return cleaned.get("amount")
        return read_money(self.typed.get("amount"))

    def rows_of(self, question: Question, cleaned: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows that were typed, judged part by part; a part that is wrong is None."""
        name = question["id"]
        return [
            {part: cleaned.get(f"{name}_{number}_{part}") for part in ROWS[question["type"]]}
            for number in range(row_count(question, self.typed.get(name)))
        ]

    def say(self, name: str, words: str, *, missing: bool = False) -> None:
        """Add an error to one field: something `missing`, or something wrong."""
        self.add_error(name, ValidationError(words, code="required" if missing else "wrong"))

    def problems(self) -> list[Problem]:
        """What is wrong or missing, in the order of the questions."""
        data = self.errors.as_data()
        found = []
        for question in self.section["questions"]:
            for name in self._names(question):
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
            if is_typed(question) and not question.get("hidden")
        }

    def _value(self, question: Question) -> Any:
        name, kind, cleaned = question["id"], question["type"], self.cleaned_data
        if kind in ROWS:
            return [{part: plain(v) for part, v in row.items()} for row in self.rows_of(question, cleaned)]
        if kind in PARTS:
            return {part: plain(cleaned[f"{name}_{part}"]) for part in PARTS[kind]}
        if kind == "declaration":
            return "yes" if cleaned.get(name) else ""
        return plain(cleaned.get(name))


def build_section_form(
    section: dict[str, Any],
    *,
    limits: Limits,
    typed: Mapping[str, Any],
    given_files: Mapping[str, int] | None = None,
    refused_files: Mapping[str, list[str]] | None = None,
    more_rows: str = "",
    judged: bool = True,
) -> SectionForm:
    """The form of one section, filled with what is `typed` (all answers of the application by question id).

    `given_files` counts the good files that each question has, `refused_files` names those found bad.
    `more_rows` names the question that gets one more empty row. `judged` says whether problems are said.
    A question that is `hidden` is drawn, never judged.
    """
    fields: dict[str, Any] = {}
    flat: dict[str, Any] = {}
    names: dict[str, list[str]] = {}
    for question in section["questions"]:
        value = typed.get(question["id"])
        count = row_count(question, value)
        rows = min(max(count, 1) + (more_rows == question["id"] and count > 0), MOST_ROWS)
        made = fields_of(question, limits, typed_rows=count, rows=rows)
        for field in made.values():
            needed = "required_if" in question or getattr(field, "needed", False)
            field.sometimes_needed = needed  # type: ignore[attr-defined]
        fields |= made
        names[question["id"]] = list(made)
        flat |= flatten(question, value)
    form = SectionForm(fields, data=flat) if judged else SectionForm(fields, initial=flat)
    form.section, form.limits, form.typed, form.names = section, limits, typed, names
    form.given_files, form.refused_files = given_files or {}, refused_files or {}
    return form
