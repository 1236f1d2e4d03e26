"""A time of day, such as when a group meets."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Names, QuestionType, described

_WRITTEN = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm)?", re.IGNORECASE)
INVALID = "Enter a time, like 6:30pm or 18:30"


class TimeField(forms.CharField):
    """A time as people type it: `6:30pm`, `6pm`, `18:30`, `18.30`."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> time | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        read = read_time(typed)
        if read is None:
            raise ValidationError(INVALID, code="invalid")
        return read


class TimeOfDayBlock(QuestionBlock):
    class Meta:
        icon = "history"
        label = "Time of day"


class TimeOfDay(QuestionType):
    name = "time_of_day"
    order = 55
    template = "forms/types/_time_of_day.html"

    def block(self) -> blocks.Block:
        return TimeOfDayBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return TimeField(**described(question, "Like 6:30pm."))

    def submitted_value(self, form: Any, question: Question) -> Any:
        read = form.cleaned_data.get(question.id)
        return "" if read is None else read.strftime("%H:%M")

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        read = read_time(value)
        return None if read is None else Shown(text=format_time_of_day(read))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("A time of day.", lines=1)


def read_time(typed: str) -> time | None:
    """Return the time that was typed; None where it is none. Without `am` or `pm` it is of 24 hours."""
    found = _WRITTEN.fullmatch(typed.strip())
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def format_time_of_day(moment: time) -> str:
    """Return `6:30pm`, `9am`, `noon` or `midnight`."""
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


TYPE = TimeOfDay()
