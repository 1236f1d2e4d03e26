"""A day, perhaps between two others."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from wagtail import blocks

from fund.common.dates import format_date
from grants.forms.blocks import QuestionBlock
from grants.forms.conditions import read_day
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import DayField
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Names, QuestionType, described


@dataclass(frozen=True)
class Options:
    """`earliest` and `latest`, both included."""

    earliest: date | None = None
    latest: date | None = None


class DateBlock(QuestionBlock):
    earliest = blocks.DateBlock(required=False)
    latest = blocks.DateBlock(required=False)

    class Meta:
        icon = "date"
        label = "Date"


class Date(QuestionType):
    name = "date"
    order = 50
    Options = Options
    kinds = ("day",)

    def block(self) -> blocks.Block:
        return DateBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return DayField(question.options.earliest, question.options.latest, **described(question))

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        day = read_day(value)
        return None if day is None else Shown(text=format_date(day))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        first, last = question.options.earliest, question.options.latest
        words = f" from {format_date(first)}" if first else ""
        words += f" to {format_date(last)}" if first and last else f" by {format_date(last)}" if last else ""
        return PaperAnswer(f"A date{words}.", lines=1)


TYPE = Date()
