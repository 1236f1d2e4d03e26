"""Files, in one of the kinds that we can keep safely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from wagtail import blocks

from fund.files.kinds import DOCUMENTS
from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.form_fields import ManyFilesInput
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import QuestionType, described

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm


@dataclass(frozen=True)
class Options:
    """`most`: how many files."""

    most: int = 1


class FileBlock(QuestionBlock):
    most = blocks.IntegerBlock(default=1, min_value=1, max_value=10, label="Most files")

    class Meta:
        icon = "doc-full"
        label = "File"


class File(QuestionType):
    name = "file"
    order = 90
    Options = Options
    is_typed = False
    is_file = True
    minutes = 5

    def block(self) -> blocks.Block:
        return FileBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        """Whether a file is needed is validated by the files already given, not by this control."""
        most = question.options.most
        many = "One file" if most == 1 else f"Up to {most} files"
        extra = f"{many}, {'' if most == 1 else 'each '}up to {DOCUMENTS.most_mb} MB: {DOCUMENTS.words}."
        attrs = {"accept": DOCUMENTS.accept}
        widget = forms.FileInput(attrs) if most == 1 else ManyFilesInput(attrs)
        made = forms.FileField(widget=widget, **described(question, extra))
        made.needed, made.required = made.required, False  # type: ignore[attr-defined]
        return made

    def file_field(self, question: Question) -> str:
        return question.id

    def most_files(self, question: Question) -> int:
        return int(question.options.most)

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        return {question.id: ""}

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        field: Any = form.fields[question.id]
        if field.needed and not form.given_files.get(question.id):
            form.say(question.id, f"Choose a file for “{question.label}”", missing=True)

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        most = question.options.most
        return PaperAnswer("One file." if most == 1 else f"Up to {most} files.", files=most)

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        return [True]


TYPE = File()
