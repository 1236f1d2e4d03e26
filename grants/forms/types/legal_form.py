"""What kind of group it is: one of the legal forms that groups have here."""

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
from grants.organisations.states import LegalForm

LABELS: dict[Any, str] = {value: str(label) for value, label in LegalForm.choices}


class LegalFormBlock(QuestionBlock):
    class Meta:
        icon = "group"
        label = "Kind of group"


class LegalFormType(QuestionType):
    name = "legal_form"
    order = 85

    def block(self) -> blocks.Block:
        return LegalFormBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return forms.ChoiceField(
            choices=list(LABELS.items()), widget=forms.RadioSelect, **described(question)
        )

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        return Shown(text=LABELS[value]) if value in LABELS else None

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("Tick one.", choices=list(LABELS.values()))

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        return list(LABELS)


TYPE = LegalFormType()
