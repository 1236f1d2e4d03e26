"""Yes or no."""

from collections.abc import Sequence
from typing import Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Names, QuestionType, described

ANSWERS = {"yes": "Yes", "no": "No"}


class YesNoBlock(QuestionBlock):
    class Meta:
        icon = "check"
        label = "Yes or no"


class YesNo(QuestionType):
    name = "yes_no"
    order = 80

    def block(self) -> blocks.Block:
        return YesNoBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return forms.ChoiceField(
            choices=list(ANSWERS.items()), widget=forms.RadioSelect, **described(question)
        )

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        return Shown(text=ANSWERS[value]) if value in ANSWERS else None

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("Tick one.", choices=list(ANSWERS.values()))

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        return list(ANSWERS)


TYPE = YesNo()
