"""The definition of a form: its sections and questions as frozen dataclasses, read from a form version's JSON."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_type_hints

from grants.forms.conditions import Condition, is_true, named_in, parse_condition

if TYPE_CHECKING:
    from grants.forms.types.base import QuestionType


@dataclass(frozen=True)
class Question:
    """One question. `options` are the settings of its type, in a dataclass of the type's own.

    `hidden` and `required` are as the answers have them, once the form is settled.
    """

    id: str
    type: "QuestionType"
    label: str
    hint: str = ""
    example: str = ""
    error: str = ""
    required: bool = False
    show_if: Condition | None = None
    required_if: Condition | None = None
    options: Any = None
    hidden: bool = False

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(each for each in (self.show_if, self.required_if) if each is not None)

    @property
    def example_words(self) -> str:
        return f"For example: {self.example}" if self.example else ""

    @property
    def full_hint(self) -> str:
        """The hint with the example."""
        return " ".join(filter(None, (self.hint, self.example_words)))


@dataclass(frozen=True)
class Section:
    """One page of a form."""

    id: str
    title: str
    intro: str
    questions: tuple[Question, ...]

    def with_questions(self, questions: Sequence[Question]) -> "Section":
        return replace(self, questions=tuple(questions))

    @property
    def hidden(self) -> bool:
        return all(question.hidden for question in self.questions)


@dataclass(frozen=True)
class FormDefinition:
    """All sections of a form version, in order."""

    sections: tuple[Section, ...]

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self}

    def __iter__(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)

    def section_of(self, question_id: str) -> Section:
        return next(s for s in self.sections if any(q.id == question_id for q in s.questions))

    def settle(self, values: Mapping[str, Any], files: Collection[str] = ()) -> "FormDefinition":
        """Return the form with each question settled: `hidden`, and `required` as its conditions have it now.

        `files` are the questions that have a file. Only answers of shown questions count for later ones.
        """
        answers: dict[str, Any] = {}
        return FormDefinition(
            tuple(
                section.with_questions([_settle(q, values, files, answers) for q in section.questions])
                for section in self.sections
            )
        )

    def shown_ids(self, values: Mapping[str, Any], files: Collection[str] = ()) -> set[str]:
        """Return the ids of the questions that are asked, given these values."""
        return {question.id for question in self.settle(values, files) if not question.hidden}

    def followers(self, named: Collection[str]) -> set[str]:
        """Return the questions whose conditions look at one of `named`, or at a question that does, and so on."""
        found = set(named)
        for question in self:
            if named_in(question.conditions) & found:
                found.add(question.id)
        return found - set(named)


def _settle(
    question: Question, values: Mapping[str, Any], files: Collection[str], answers: dict[str, Any]
) -> Question:
    hidden = question.show_if is not None and not is_true(question.show_if, answers)
    required = question.required or is_true(question.required_if, answers)
    if not hidden:
        given = question.id in files if question.type.is_file else values.get(question.id)
        answers[question.id] = given
    return replace(question, hidden=hidden, required=required)


def read_definition(sections: Sequence[Mapping[str, Any]]) -> FormDefinition:
    """Return the definition that the JSON of a form version tells."""
    return FormDefinition(
        tuple(
            Section(
                id=str(raw["id"]),
                title=str(raw["title"]),
                intro=str(raw.get("intro") or ""),
                questions=tuple(read_question(each) for each in raw["questions"]),
            )
            for raw in sections
        )
    )


def read_question(raw: Mapping[str, Any]) -> Question:
    """Return one question from its JSON. Raises LookupError when no type has its type's name."""
    from grants.forms.types import get_type  # noqa: PLC0415 - the types read definitions in their turn

    question_type = get_type(str(raw["type"]))
    return Question(
        id=str(raw["id"]),
        type=question_type,
        label=str(raw["label"]),
        hint=str(raw.get("hint") or ""),
        example=str(raw.get("example") or ""),
        error=str(raw.get("error") or ""),
        required=bool(raw.get("required")),
        options=read_options(question_type.Options, raw),
        show_if=parse_condition(raw["show_if"]) if "show_if" in raw else None,
        required_if=parse_condition(raw["required_if"]) if "required_if" in raw else None,
    )


def read_options(kind: type[Any], raw: Mapping[str, Any]) -> Any:
    """Return the options of a question: each field of the dataclass `kind` from the JSON of that name."""
    hints = get_type_hints(kind)
    given = {field.name: raw[field.name] for field in fields(kind) if raw.get(field.name) not in (None, "")}
    return kind(**{name: _converted(hints[name], value) for name, value in given.items()})


def _converted(hint: Any, value: Any) -> Any:
    if hint == tuple[str, ...]:
        return tuple(str(each) for each in value)
    for kind in (bool, int, str):
        if hint in (kind, kind | None):
            return kind(value)
    if hint in (Decimal, Decimal | None):
        return Decimal(str(value))
    if hint in (date, date | None):
        return date.fromisoformat(str(value))
    raise TypeError(f"No option of a question is {hint}")
