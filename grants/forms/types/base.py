"""What every type of question does. A type is one object in one module of this package.

The value of an answer, as it is typed and kept: text for most types; a list of texts for several choices; one
object for a type with `parts`; a list of objects for a type with rows. A kept value may be any JSON, since it
is kept before anybody looks at it: no method that reads a value may raise on one.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.html import format_html_join
from wagtail import blocks

from fund.common.dates import format_date
from grants.forms.conditions import read_day
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.values import plain

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm

Fields = dict[str, forms.Field]
Names = Mapping[str, str]
Posted = Mapping[str, Any]
MOST_ROWS = 40
BUILT_IN_GROUP = "Built in, read by later stages"


@dataclass(frozen=True)
class NoOptions:
    """The options of a type that has none."""


class QuestionType(ABC):
    """A type of question whose answer is one form field of its own. The other shapes derive from it."""

    name: ClassVar[str]
    order: ClassVar[int]  # Where it stands in the editor's list.
    Options: ClassVar[type[Any]] = NoOptions
    template: ClassVar[str] = "forms/types/_field.html"
    is_built_in: ClassVar[bool] = False  # Later stages read it, so it stands in a form once.
    is_required_always: ClassVar[bool] = False
    is_asked: ClassVar[bool] = True  # Guidance is only read.
    is_typed: ClassVar[bool] = True  # Files are uploaded.
    is_file: ClassVar[bool] = False
    is_long_text: ClassVar[bool] = False  # Its words are compared with those of other responses.
    needs_areas: ClassVar[bool] = False
    asks_postcode: ClassVar[bool] = False  # What is submitted carries the ward that it lies in.
    kinds: ClassVar[tuple[str, ...]] = ("text",)  # What its answers can be compared as, the usual one first.
    joins_with: ClassVar[str | None] = None  # What stands between two texts that are joined.
    minutes: ClassVar[int] = 1  # How long an answer takes, looking things up and asking each other included.
    add_label: ClassVar[str] = ""  # The button that adds a row.

    def __str__(self) -> str:
        return self.name

    @abstractmethod
    def block(self) -> blocks.Block:
        """Return the block with which an editor sets a question of this type up."""

    def problem_of(self, question: Question) -> str:
        """Return what is wrong with how the question is set up, after its label; empty where nothing is."""
        return ""

    def minutes_for(self, question: Question) -> int:
        return self.minutes

    # Fields

    @abstractmethod
    def field(self, question: Question, limits: Limits) -> forms.Field:
        """Return the form field."""

    def fields(self, question: Question, limits: Limits, *, typed_rows: int, rows: int) -> Fields:
        """Return the form fields by name. Of `rows` rows, the first `typed_rows` must be complete."""
        return {question.id: self.field(question, limits)}

    def field_names(self, question: Question) -> list[str]:
        """Return the names under which a form may post an answer."""
        return [question.id]

    def file_field(self, question: Question) -> str:
        """Return the name of the form field that files come in; empty where it takes none."""
        return ""

    def most_files(self, question: Question) -> int:
        return 0

    def takes_recording(self, question: Question) -> bool:
        """Return whether sound or video may stand in place of the words."""
        return False

    # Values

    def parse(self, question: Question, data: Posted) -> Any:
        """Return the value that was posted in `data`, good or not yet good."""
        return text_of(data, question.id)

    def is_posted(self, question: Question, data: Posted) -> bool:
        """Return whether the posted form held this question. Unticked boxes post nothing, so `seen_` tells."""
        return f"seen_{question.id}" in data or any(name in data for name in self.field_names(question))

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        """Return a value as form fields: the other way round from `parse`."""
        return {question.id: "" if value is None else str(value)}

    def row_count(self, value: Any) -> int:
        return 0

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        """Say in `form` what is wrong with the fields together; each field has said what is wrong with itself."""
        return

    def submitted_value(self, form: "SectionForm", question: Question) -> Any:
        """Return the validated answer as plain JSON. Only for a form without problems."""
        return plain(form.cleaned_data.get(question.id))

    def join(self, theirs: Any, ours: Any) -> Any:
        """Return two answers to one question in one. Only where `can_join`; else the second stands."""
        if self.joins_with is None or not isinstance(theirs, str) or not isinstance(ours, str):
            return ours
        return ours if theirs in ours else f"{theirs}{self.joins_with}{ours}".strip()

    @property
    def can_join(self) -> bool:
        """Whether two answers can stand in one: words and lists can, a date or an amount can't."""
        return self.joins_with is not None

    # Reading back

    def show(self, question: Question, value: Any, names: Names) -> Shown:
        """Return a value that is not blank as people read it; as it was typed, marked, where it can't be read."""
        shown = self.display(question, value, names) if self.is_readable(value) else None
        return shown or Shown(text=str(value), wrong=True)

    def is_readable(self, value: Any) -> bool:
        """Return whether the value has the shape of this type."""
        return isinstance(value, str)

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        """Return a value of the right shape as people read it; None where its words mean nothing."""
        return Shown(text=str(value))

    def total(self, value: Any, asked: Decimal | None) -> str:
        """Return what the rows of a value come to, in words. `asked`: the pounds asked for, as far as is known."""
        return ""

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer(lines=2)

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        """Return the values that could make a condition on this question true or false.

        `near`: what lies on either side of each limit that conditions name.
        """
        return [*near, "any other words"]


class PartsType(QuestionType):
    """One answer in several fields, kept as one object."""

    template = "forms/types/_parts.html"
    parts: ClassVar[tuple[str, ...]]
    kinds = ()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        raise NotImplementedError("An answer in parts has a field for each")

    @abstractmethod
    def part_fields(self, question: Question) -> Fields:
        """Return the form field of each part."""

    def fields(self, question: Question, limits: Limits, *, typed_rows: int, rows: int) -> Fields:
        return {f"{question.id}_{part}": field for part, field in self.part_fields(question).items()}

    def field_names(self, question: Question) -> list[str]:
        return [f"{question.id}_{part}" for part in self.parts]

    def parse(self, question: Question, data: Posted) -> Any:
        return {part: text_of(data, f"{question.id}_{part}") for part in self.parts}

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        whole = value if isinstance(value, Mapping) else {}
        return {f"{question.id}_{part}": text_in(whole, part) for part in self.parts}

    def submitted_value(self, form: "SectionForm", question: Question) -> Any:
        return {part: plain(form.cleaned_data[f"{question.id}_{part}"]) for part in self.parts}

    def is_readable(self, value: Any) -> bool:
        return isinstance(value, Mapping) and not any(
            isinstance(value.get(part), Mapping | list) for part in self.parts
        )

    def complete(
        self, form: "SectionForm", question: Question, cleaned: dict[str, Any], missing: dict[str, str]
    ) -> None:
        """An answer that nobody needs is whole or not there at all."""
        own = self.field_names(question)
        if question.required or not any(cleaned.get(name) or name in form.errors for name in own):
            return
        for part, words in missing.items():
            name = f"{question.id}_{part}"
            if not cleaned.get(name) and name not in form.errors:
                form.say(name, words, missing=True)


class RowsType(QuestionType):
    """An answer in rows of the same fields, kept as a list of objects."""

    template = "forms/types/_rows.html"
    parts: ClassVar[tuple[str, ...]]
    kinds = ()
    joins_with = ""

    def field(self, question: Question, limits: Limits) -> forms.Field:
        raise NotImplementedError("Rows have a field for each part")

    @abstractmethod
    def row_fields(self, question: Question, which: int, needed: bool, limits: Limits) -> Fields:
        """Return the form field of each part of row `which`, from 1; `needed` when something in it is typed."""

    def fields(self, question: Question, limits: Limits, *, typed_rows: int, rows: int) -> Fields:
        """A question that must be answered needs its first row, so that row never says that it is optional."""
        made: Fields = {}
        for number in range(rows):
            row = self.row_fields(question, number + 1, number < typed_rows, limits)
            for part, field in row.items():
                field.needed = number == 0 and question.required  # type: ignore[attr-defined]
                made[f"{question.id}_{number}_{part}"] = field
        return made

    def field_names(self, question: Question) -> list[str]:
        return [f"{question.id}_{number}_{part}" for number in range(MOST_ROWS) for part in self.parts]

    def parse(self, question: Question, data: Posted) -> Any:
        """Without empty rows, and without the row that `remove` names."""
        name = question.id
        rows = (
            {part: text_of(data, f"{name}_{number}_{part}") for part in self.parts}
            for number in range(MOST_ROWS)
            if data.get("remove") != f"{name}_{number}"
        )
        return [row for row in rows if any(row.values())]

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        return {
            f"{question.id}_{number}_{part}": text_in(row, part)
            for number, row in enumerate(self.rows_in(value)[:MOST_ROWS])
            for part in self.parts
        }

    def rows_in(self, value: Any) -> list[Mapping[str, Any]]:
        """Return the rows of a value; none where it is no list of rows."""
        return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []

    def row_count(self, value: Any) -> int:
        return min(len(self.rows_in(value)), MOST_ROWS)

    def cleaned_rows(
        self, form: "SectionForm", question: Question, cleaned: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the rows that were typed, validated part by part; a part that is wrong is None."""
        return [
            {part: cleaned.get(f"{question.id}_{number}_{part}") for part in self.parts}
            for number in range(self.row_count(form.typed.get(question.id)))
        ]

    def submitted_value(self, form: "SectionForm", question: Question) -> Any:
        rows = self.cleaned_rows(form, question, form.cleaned_data)
        return [{part: plain(value) for part, value in row.items()} for row in rows]

    def join(self, theirs: Any, ours: Any) -> Any:
        return join_lists(theirs, ours)

    def is_readable(self, value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(self.rows_in(value)) == len(value)
            and not any(isinstance(row.get(part), Mapping | list) for row in value for part in self.parts)
        )

    def has_none(
        self, form: "SectionForm", question: Question, rows: Collection[Any], part: str, words: str
    ) -> bool:
        """Return whether there are no rows, and say so where one is needed."""
        if not rows and question.required:
            form.say(f"{question.id}_0_{part}", words, missing=True)
        return not rows

    def once_each(
        self,
        form: "SectionForm",
        question: Question,
        rows: Sequence[Mapping[str, Any]],
        part: str,
        words: str,
    ) -> None:
        for number, row in enumerate(rows):
            if row[part] and row[part] in [earlier[part] for earlier in rows[:number]]:
                form.say(f"{question.id}_{number}_{part}", words)


def described(question: Question, extra: str = "", **kwargs: Any) -> dict[str, Any]:
    """Return the label, hint and need of a question for its field. A publisher's words are text, never HTML."""
    given = (question.hint, question.example_words, extra)
    words = format_html_join(" ", "{}", [(part,) for part in given if part])
    return {"label": question.label, "help_text": words, "required": question.required, **kwargs}


def row_described(label: str, needed: bool, missing: str, **own: str) -> dict[str, Any]:
    """Return the label and words of a field in a row."""
    return {"label": label, "required": needed, "error_messages": {"required": missing, **own}}


def text_of(data: Posted, name: str) -> str:
    """Return the posted text of a field."""
    return str(data.get(name) or "").replace("\r\n", "\n").strip()


def text_in(row: Mapping[str, Any], part: str) -> str:
    """Return the text of a part, whatever stands there."""
    value = row.get(part)
    return "" if value is None else str(value)


def join_lists(theirs: Any, ours: Any) -> Any:
    """Return both lists in one, each row once."""
    if not isinstance(theirs, list) or not isinstance(ours, list):
        return ours
    return [*theirs, *(each for each in ours if each not in theirs)]


def shown_day(typed: Any) -> str:
    """Return a day as it is said; as it was typed where it is none."""
    day = read_day(str(typed or ""))
    return format_date(day) if day else str(typed or "")
