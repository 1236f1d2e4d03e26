"""What a group promises: a measure and a number for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import LineField, WholeField
from grants.forms.limits import LONGEST_TITLE, Limits
from grants.forms.paper import ROWS_ON_PAPER, PaperAnswer
from grants.forms.types.base import Fields, Names, RowsType, row_described, text_in

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm


@dataclass(frozen=True)
class Options:
    """`measures`: those to choose from; groups name their own where there are none."""

    measures: tuple[str, ...] = ()


class OutcomesBlock(QuestionBlock):
    measures = blocks.TextBlock(
        required=False,
        rows=3,
        help_text="One a line, like “People who come each week”. Leave empty to let groups name their own.",
    )

    class Meta:
        icon = "group"
        label = "Promises: a measure and a number"


class Outcomes(RowsType):
    name = "outcomes"
    order = 160
    Options = Options
    parts = ("measure", "target")
    add_label = "Add another measure"
    minutes = 10

    def block(self) -> blocks.Block:
        return OutcomesBlock()

    def row_fields(self, question: Question, which: int, needed: bool, limits: Limits) -> Fields:
        target = row_described(f"Number for measure {which}", needed, f"Enter the number for measure {which}")
        return {
            "measure": _measure_field(question.options.measures, which, needed),
            "target": WholeField(**target),
        }

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        rows = self.cleaned_rows(form, question, cleaned)
        if not self.has_none(form, question, rows, "measure", "Enter at least one measure"):
            self.once_each(form, question, rows, "measure", "You have given this measure already")

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        rows = [[text_in(row, "measure"), text_in(row, "target")] for row in value]
        return Shown(heads=["Measure", "Number"], rows=rows, counted=(1,))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        named = question.options.measures
        asks = (
            f"A number beside each that fits: {'; '.join(named)}."
            if named
            else "What you count, and how many."
        )
        return PaperAnswer(asks, columns=["What you promise", "How many"], rows=ROWS_ON_PAPER)


def _measure_field(measures: Sequence[str], which: int, needed: bool) -> forms.Field:
    if not measures:
        own = row_described(f"Measure {which}", needed, f"Enter what measure {which} counts")
        return LineField(limit=LONGEST_TITLE, **own)
    choices = [("", "Choose a measure"), *((name, name) for name in measures)]
    listed = row_described(
        f"Measure {which}", needed, f"Choose measure {which}", invalid_choice="Choose a measure from the list"
    )
    return forms.ChoiceField(choices=choices, **listed)


TYPE = Outcomes()
