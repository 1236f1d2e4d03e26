"""A number, perhaps between two limits."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.form_fields import NumberField
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import QuestionType, described


@dataclass(frozen=True)
class Options:
    """`least` and `most`, both included."""

    least: Decimal | None = None
    most: Decimal | None = None


class NumberBlock(QuestionBlock):
    least = blocks.DecimalBlock(required=False)
    most = blocks.DecimalBlock(required=False)

    class Meta:
        icon = "order"
        label = "Number"


class Number(QuestionType):
    name = "number"
    order = 30
    Options = Options
    kinds = ("number",)

    def block(self) -> blocks.Block:
        return NumberBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        least, most = question.options.least, question.options.most
        words = f"Enter a number{f' of {least} or more' if least is not None else ''}"
        words += f"{' and' if least is not None else ' of'} {most} or less" if most is not None else ""
        return NumberField(
            min_value=least,
            max_value=most,
            max_digits=18,
            error_messages={"invalid": "Enter a number, like 12", "min_value": words, "max_value": words},
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            **described(question),
        )

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer(between("A number", question.options.least, question.options.most, str), lines=1)

    def answers_to_try(self, question: Question, near: Any) -> list[Any]:
        return [*within(near, question.options.least, question.options.most), "any other words"]


def between(noun: str, least: Any, most: Any, write: Callable[[Any], str]) -> str:
    """Return what lies between two limits, in words."""
    if least is not None and most is not None:
        return f"{noun}: {write(least)} to {write(most)}."
    if least is None and most is None:
        return f"{noun}."
    return f"{noun}: {write(least)} or more." if most is None else f"{noun}: up to {write(most)}."


def within(near: list[str], least: Decimal | None, most: Decimal | None) -> list[str]:
    """Return the numbers that lie within the limits, and the limits."""
    numbers = [Decimal(text) for text in near]
    fits = [n for n in numbers if (least is None or n >= least) and (most is None or n <= most)]
    return [format(number, "f") for number in [*fits, *(end for end in (least, most) if end is not None)]]


TYPE = Number()
