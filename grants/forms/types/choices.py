"""Several of several choices, perhaps no more than a number of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import FewChoicesField
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Names, Posted, QuestionType, described, join_lists
from grants.forms.types.choice import LEAST_CHOICES


@dataclass(frozen=True)
class Options:
    """`most`: how many may be ticked; None for any number."""

    choices: tuple[str, ...] = ()
    most: int | None = None


class ChoicesBlock(QuestionBlock):
    choices = blocks.TextBlock(label="Choices", help_text="One a line")
    most = blocks.IntegerBlock(required=False, min_value=1, label="Most that may be ticked")

    class Meta:
        icon = "tasks"
        label = "Several choices"


class Choices(QuestionType):
    name = "choices"
    order = 70
    Options = Options
    joins_with = ""

    def block(self) -> blocks.Block:
        return ChoicesBlock()

    def problem_of(self, question: Question) -> str:
        return "needs at least two choices" if len(question.options.choices) < LEAST_CHOICES else ""

    def field(self, question: Question, limits: Limits) -> forms.Field:
        choices = [(choice, choice) for choice in question.options.choices]
        most = question.options.most
        extra = f"Tick up to {most}." if most else "Tick all that apply."
        return FewChoicesField(most, choices=choices, **described(question, extra))

    def parse(self, question: Question, data: Posted) -> Any:
        return [str(choice) for choice in _list(data, question.id)]

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        return {question.id: [str(choice) for choice in value] if isinstance(value, list) else []}

    def is_readable(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        return Shown(items=[str(choice) for choice in value])

    def join(self, theirs: Any, ours: Any) -> Any:
        return join_lists(theirs, ours)

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        most = question.options.most
        asks = f"Tick up to {most}." if most else "Tick all that apply."
        return PaperAnswer(asks, choices=list(question.options.choices))

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        choices = list(question.options.choices)
        return [*([one] for one in choices), choices, *([c for c in choices if c != one] for one in choices)]


def _list(data: Posted, name: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = data.get(name) or []
    return value if isinstance(value, list) else [value]


TYPE = Choices()
