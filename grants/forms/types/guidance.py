"""Words to read between questions. Nobody answers it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from grants.forms.blocks import show_group
from grants.forms.condition_blocks import ConditionsBlock
from grants.forms.definition import Question
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import Fields, Posted, QuestionType


@dataclass(frozen=True)
class Options:
    text: str = ""


class GuidanceBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label="Heading")
    text = blocks.TextBlock(rows=4)
    show_if = ConditionsBlock(label="Rule")

    def get_form_layout(self) -> BlockGroup:
        return BlockGroup(["label", "text", show_group()])

    class Meta:
        icon = "info-circle"
        label = "Guidance, no answer"


class Guidance(QuestionType):
    name = "guidance"
    order = 180
    Options = Options
    template = "forms/types/_guidance.html"
    is_asked = False
    is_typed = False
    kinds = ()

    def block(self) -> blocks.Block:
        return GuidanceBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        raise NotImplementedError("Guidance has no field")

    def fields(self, question: Question, limits: Limits, *, typed_rows: int, rows: int) -> Fields:
        return {}

    def field_names(self, question: Question) -> list[str]:
        return []

    def parse(self, question: Question, data: Posted) -> Any:
        return ""

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        return {}

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer()


TYPE = Guidance()
