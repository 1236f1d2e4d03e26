"""When a grant starts and ends. Built in: it keeps to the longest time that the round allows."""

from datetime import date
from typing import TYPE_CHECKING

from wagtail import blocks

from fund.common.dates import format_date
from grants.forms.blocks import BuiltInBlock
from grants.forms.definition import Question
from grants.forms.types.base import BUILT_IN_GROUP
from grants.forms.types.date_range import DateRange
from grants.forms.values import months_after

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm


class Dates(DateRange):
    name = "dates"
    order = 230
    is_built_in = True
    is_required_always = True
    paper_columns = ("Starts on", "Ends on")

    def block(self) -> blocks.Block:
        return BuiltInBlock(icon="date", label="Built in: dates", group=BUILT_IN_GROUP)

    def validate_length(self, form: "SectionForm", question: Question, starts: date, ends: date) -> None:
        months = form.limits.months
        latest = months_after(starts, months)
        if ends > latest:
            length = f"{months} month{'' if months == 1 else 's'}"
            words = f"It can last up to {length}. Enter an end on or before {format_date(latest)}"
            form.say(f"{question.id}_ends", words)


TYPE = Dates()
