"""How much a group asks for. Built in: the round says between what limits."""

from typing import Any

from django import forms
from wagtail import blocks

from fund.common.forms import MoneyFormField
from fund.common.money import PENNY, format_money
from grants.forms.blocks import BuiltInBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import BUILT_IN_GROUP, Names, QuestionType, described
from grants.forms.types.number import between
from grants.forms.values import read_money


class Amount(QuestionType):
    name = "amount"
    order = 220
    is_built_in = True
    is_required_always = True
    kinds = ("number",)

    def block(self) -> blocks.Block:
        return BuiltInBlock(icon="decimal", label="Built in: amount", group=BUILT_IN_GROUP)

    def field(self, question: Question, limits: Limits) -> forms.Field:
        extra = f"You can ask for {format_money(limits.least)} to {format_money(limits.most)}."
        return MoneyFormField(least=max(limits.least, PENNY), most=limits.most, **described(question, extra))

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        amount = read_money(value)
        return None if amount is None else Shown(text=format_money(amount))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer(between("Pounds", limits.least, limits.most, format_money), lines=1)


TYPE = Amount()
