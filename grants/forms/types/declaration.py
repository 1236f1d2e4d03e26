"""A sentence that must be ticked before submitting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from grants.forms.blocks import show_group
from grants.forms.condition_blocks import ConditionsBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Names, Posted, QuestionType, described, text_of

AGREED = "yes"


class DeclarationBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=500, label="What they declare", help_text="It must be ticked.")
    hint = blocks.CharBlock(required=False, max_length=500)
    show_if = ConditionsBlock(label="Rule")

    def get_form_layout(self) -> BlockGroup:
        return BlockGroup(["label", "hint", show_group()])

    class Meta:
        icon = "check"
        label = "Declaration"


class Declaration(QuestionType):
    name = "declaration"
    order = 170
    is_required_always = True

    def block(self) -> blocks.Block:
        return DeclarationBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return forms.BooleanField(**described(question))

    def parse(self, question: Question, data: Posted) -> Any:
        return AGREED if text_of(data, question.id) else ""

    def submitted_value(self, form: Any, question: Question) -> Any:
        return AGREED if form.cleaned_data.get(question.id) else ""

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        return Shown(text="Agreed")

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("Tick to agree.", choices=["We agree"])

    def answers_to_try(self, question: Question, near: Sequence[str]) -> list[Any]:
        return [AGREED]


TYPE = Declaration()
