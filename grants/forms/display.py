"""Answers as people read them back, on a page, in a PDF and in a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grants.forms.conditions import is_blank
from grants.forms.definition import FormDefinition, Question

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a type of question shows of a value: `text`, or `items`, or `rows` under `heads`.

    `counted`: the places of the columns that hold sums and counts, from 0. `wrong`: what stands there is of
    no shape that the question can have, and is shown as it was typed.
    """

    text: str = ""
    items: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    counted: tuple[int, ...] = ()
    wrong: bool = False


@dataclass(frozen=True)
class DisplayedAnswer:
    """One question with its answer, and the `documents` of one that takes files.

    A document that `plays` (audio or video) was said in place of words, or beside them.
    """

    id: str
    label: str
    shown: Shown = field(default_factory=Shown)
    documents: Sequence[Document] = ()

    @property
    def files(self) -> list[Document]:
        return [document for document in self.documents if not document.get("plays")]

    @property
    def recordings(self) -> list[Document]:
        return [document for document in self.documents if document.get("plays")]

    @property
    def spoken(self) -> str:
        """What is said in the recordings, as far as it is typed out."""
        typed = ((each["name"], each.get("transcript")) for each in self.recordings)
        return "\n\n".join(f"Transcript of {name}: {row.words}" for name, row in typed if row)

    @property
    def blank(self) -> bool:
        return not (self.shown.text or self.shown.items or self.shown.rows or self.documents)

    @property
    def lines(self) -> list[str]:
        """The answer as plain lines, for a letter."""
        names = [
            f"Recording: {each['name']}" if each.get("plays") else str(each["name"])
            for each in self.documents
        ]
        return [*export_lines(self.shown), *names] or ["Not answered"]


@dataclass(frozen=True)
class DisplayedSection:
    id: str
    title: str
    answers: list[DisplayedAnswer]


def export_lines(shown: Shown) -> list[str]:
    """Return what is shown as plain lines of text."""
    rows = [" · ".join(filter(None, row)) for row in [shown.heads, *shown.rows] if shown.rows]
    return [*([shown.text] if shown.text else []), *shown.items, *rows]


def display_answer(
    question: Question, value: Any, names: Mapping[str, str], documents: Sequence[Document] = ()
) -> DisplayedAnswer:
    """Return one answer as it is read. `documents`: those of the whole form.

    `names`: areas by code and wards by postcode key. A value that the type can't read is shown as it was
    typed, marked as wrong; this never raises.
    """
    own = (
        [each for each in documents if each["question"] == question.id]
        if question.type.file_field(question)
        else []
    )
    shown = Shown() if is_blank(value) else question.type.show(question, value, names)
    return DisplayedAnswer(question.id, question.label, shown, own)


def display_form(
    form: FormDefinition, values: Mapping[str, Any], names: Mapping[str, str], documents: Sequence[Document]
) -> list[DisplayedSection]:
    """Return the answers of a settled form, without the questions that are hidden and the guidance."""
    return [
        DisplayedSection(
            section.id, section.title, [display_answer(q, values.get(q.id), names, documents) for q in asked]
        )
        for section in form.sections
        if (asked := [q for q in section.questions if q.type.is_asked and not q.hidden])
    ]
