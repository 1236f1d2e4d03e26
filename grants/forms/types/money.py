"""An amount in pounds, perhaps between two limits."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from wagtail import blocks

from fund.common.forms import MoneyFormField
from fund.common.money import ZERO, format_money
from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.limits import LARGEST, Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Names, QuestionType, described
from grants.forms.types.number import between, within
from grants.forms.values import read_money


@dataclass(frozen=True)
class Options:
    """`least` and `most` in pounds, both included."""

    least: Decimal | None = None
    most: Decimal | None = None


class MoneyBlock(QuestionBlock):
    least = blocks.DecimalBlock(required=False, label="Least, in pounds")
    most = blocks.DecimalBlock(required=False, label="Most, in pounds")

    class Meta:
        icon = "decimal"
        label = "Money"


class Money(QuestionType):
    name = "money"
    order = 40
    Options = Options
    kinds = ("number",)

    def block(self) -> blocks.Block:
        return MoneyBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        least, most = question.options.least, question.options.most
        return MoneyFormField(
            least=ZERO if least is None else least,
            most=LARGEST if most is None else most,
            **described(question),
        )

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        amount = read_money(value)
        return None if amount is None else Shown(text=format_money(amount))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer(
            between("Pounds", question.options.least, question.options.most, format_money), lines=1
        )

    def answers_to_try(self, question: Question, near: Any) -> list[Any]:
        return [*within(near, question.options.least, question.options.most), "any other words"]


TYPE = Money()
