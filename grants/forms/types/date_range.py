"""Two days: from and to."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import DayField
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Fields, Names, PartsType, shown_day

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm

LABELS = {"starts": ("Starts on", "Enter the day it starts"), "ends": ("Ends on", "Enter the day it ends")}


class DateRangeBlock(QuestionBlock):
    class Meta:
        icon = "date"
        label = "Two dates: from and to"


class DateRange(PartsType):
    name = "date_range"
    order = 100
    parts = ("starts", "ends")
    paper_columns = ("From", "To")

    def block(self) -> blocks.Block:
        return DateRangeBlock()

    def part_fields(self, question: Question) -> Fields:
        return {
            part: DayField(label=label, required=question.required, error_messages={"required": missing})
            for part, (label, missing) in LABELS.items()
        }

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        """The end is not before the start."""
        starts, ends = (cleaned.get(name) for name in self.field_names(question))
        if not starts or not ends:
            self.complete(form, question, cleaned, {part: missing for part, (_, missing) in LABELS.items()})
        elif ends < starts:
            form.say(f"{question.id}_ends", "Enter an end that is after the start")
        else:
            self.validate_length(form, question, starts, ends)

    def validate_length(self, form: "SectionForm", question: Question, starts: Any, ends: Any) -> None:
        """How long it lasts is nobody's concern here."""

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        starts, ends = (shown_day(value.get(part)) or "…" for part in self.parts)
        return Shown(text=f"{starts} to {ends}")

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("Two dates.", columns=list(self.paper_columns), rows=1)


TYPE = DateRange()
