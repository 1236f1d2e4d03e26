"""From one section of a form to a Django form that validates what was typed.

Saving keeps whatever is typed; this form only says what is wrong with it. Submitting asks every section.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from fund.common.forms import BaseForm
from grants.forms.definition import Question, Section
from grants.forms.limits import Limits
from grants.forms.types.base import MOST_ROWS, Fields, RowsType
from grants.forms.values import read_money

ASKED = "amount"


@dataclass(frozen=True)
class Problem:
    """One thing to fix. `missing`: not typed yet, rather than typed wrongly. `target`: a field's HTML id."""

    question: str
    target: str
    text: str
    missing: bool


@dataclass(frozen=True)
class FieldGroup:
    """The fields of one question, and the same in rows for a type that has rows."""

    question: Question
    fields: list[BoundField]
    rows: list[list[BoundField]]


class SectionForm(BaseForm):
    """The questions of one section. `build_section_form` makes it."""

    section: Section
    limits: Limits
    typed: Mapping[str, Any]
    given_files: Mapping[str, int]
    names: Mapping[str, list[str]]
    refused_files: Mapping[str, list[str]]

    def __init__(self, made: Fields, **kwargs: Any) -> None:
        """`made`: the fields by name, which belong to this form alone and so need no copying."""
        super().__init__(**kwargs)
        self.fields = made
        self.set_plain_errors()

    def groups(self) -> list[FieldGroup]:
        """Return the questions in order with their fields."""
        return [self._group(question) for question in self.section.questions]

    def _group(self, question: Question) -> FieldGroup:
        fields = [self[name] for name in self._names(question)]
        width = len(question.type.parts) if isinstance(question.type, RowsType) else 0
        rows = [fields[i : i + width] for i in range(0, len(fields), width)] if width else []
        return FieldGroup(question, fields, rows)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.section.questions:
            if question.hidden:
                self._clear_errors(question)
                continue
            question.type.validate(self, question, cleaned)
            self._refuse_files(question)
            if question.error:
                self._use_own_words(question)
        return cleaned

    def _clear_errors(self, question: Question) -> None:
        """What stands in a hidden question is nobody's concern."""
        for name in self._names(question):
            self.errors.pop(name, None)

    def _refuse_files(self, question: Question) -> None:
        """A file that was found bad is never submitted; whoever gave it is told what to do about it."""
        for name in self.refused_files.get(question.id, []):
            words = f"“{name}” was refused. Remove it, and choose another file instead"
            self.say(question.type.file_field(question), words)

    def _use_own_words(self, question: Question) -> None:
        """The editor's words for an answer that does not fit, in place of ours."""
        data = self.errors.as_data()
        for name in self._names(question):
            if any(error.code != "required" for error in data.get(name, [])):
                self.errors[name] = self.error_class([ValidationError(question.error, code="wrong")])

    def _names(self, question: Question) -> list[str]:
        return self.names.get(question.id, [])

    def asked(self, cleaned: Mapping[str, Any]) -> Decimal | None:
        """Return what is asked for, from this section or from another; None while it can't be read."""
        if ASKED in self.fields:
            return cleaned.get(ASKED)
        return read_money(self.typed.get(ASKED))

    def say(self, name: str, words: str, *, missing: bool = False) -> None:
        """Add an error to one field: something `missing`, or something wrong."""
        self.add_error(name, ValidationError(words, code="required" if missing else "wrong"))

    def problems(self) -> list[Problem]:
        """Return what is wrong or missing, in the order of the questions."""
        data = self.errors.as_data()
        found = []
        for question in self.section.questions:
            for name in self._names(question):
                bound = self[name]
                radio = isinstance(bound.field.widget, forms.RadioSelect)
                target = f"{bound.auto_id}_0" if radio else str(bound.id_for_label or bound.auto_id)
                for error in data.get(name, []):
                    words = str(error.messages[0])
                    found.append(Problem(question.id, target, words, error.code == "required"))
        return found

    def submitted_values(self) -> dict[str, Any]:
        """Return the validated answers as plain JSON. Only for a form without problems."""
        return {
            question.id: question.type.submitted_value(self, question)
            for question in self.section.questions
            if question.type.is_typed and not question.hidden
        }


def build_section_form(
    section: Section,
    *,
    limits: Limits,
    typed: Mapping[str, Any],
    given_files: Mapping[str, int] | None = None,
    refused_files: Mapping[str, list[str]] | None = None,
    more_rows: str = "",
    validate: bool = True,
) -> SectionForm:
    """Return the form of one section, filled with what is `typed` (all answers of the response by question id).

    `given_files` counts the good files that each question has, `refused_files` names those found bad.
    `more_rows` names the question that gets one more empty row. `validate` says whether problems are said.
    A question that is `hidden` is drawn, never validated.
    """
    fields: Fields = {}
    flat: dict[str, Any] = {}
    names: dict[str, list[str]] = {}
    for question in section.questions:
        value = typed.get(question.id)
        made = _fields_of(question, limits, value, more=more_rows == question.id)
        fields |= made
        names[question.id] = list(made)
        flat |= question.type.flatten(question, value)
    form = SectionForm(fields, data=flat) if validate else SectionForm(fields, initial=flat)
    form.section, form.limits, form.typed, form.names = section, limits, typed, names
    form.given_files, form.refused_files = given_files or {}, refused_files or {}
    return form


def _fields_of(question: Question, limits: Limits, value: Any, *, more: bool) -> Fields:
    count = question.type.row_count(value)
    rows = min(max(count, 1) + (more and count > 0), MOST_ROWS)
    made = question.type.fields(question, limits, typed_rows=count, rows=rows)
    for field in made.values():
        needed = question.required_if is not None or getattr(field, "needed", False)
        field.sometimes_needed = needed  # type: ignore[attr-defined]
    return made
