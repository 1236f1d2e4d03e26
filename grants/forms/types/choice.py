"""One of several choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import QuestionType, described

LEAST_CHOICES = 2


@dataclass(frozen=True)
class Options:
    choices: tuple[str, ...] = ()


class ChoiceBlock(QuestionBlock):
    choices = blocks.TextBlock(label="Choices", help_text="One a line")

    class Meta:
        icon = "radio-full"
        label = "One choice"


class Choice(QuestionType):
    name = "choice"
    order = 60
    Options = Options

    def block(self) -> blocks.Block:
        return ChoiceBlock()

    def problem_of(self, question: Question) -> str:
        return "needs at least two choices" if len(question.options.choices) < LEAST_CHOICES else ""

    def field(self, question: Question, limits: Limits) -> forms.Field:
        choices = [(choice, choice) for choice in question.options.choices]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **described(question))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("Tick one.", choices=list(question.options.choices))

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        return list(question.options.choices)


TYPE = Choice()
