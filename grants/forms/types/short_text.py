"""Short text: one line, with a limit and perhaps a shape that it must have."""

from dataclasses import dataclass

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.form_fields import LineField
from grants.forms.limits import LONGEST_TITLE, Limits
from grants.forms.paper import PaperAnswer, lines_for_characters
from grants.forms.patterns import PATTERNS
from grants.forms.types.base import QuestionType, described

SHAPES = [("", "Anything"), *((key, pattern.name) for key, pattern in PATTERNS.items())]


@dataclass(frozen=True)
class Options:
    """`limit`: most characters. `shape`: a key of `PATTERNS`, or nothing."""

    limit: int = LONGEST_TITLE
    shape: str = ""


class ShortTextBlock(QuestionBlock):
    limit = blocks.IntegerBlock(default=150, min_value=1, max_value=500, label="Most characters")
    shape = blocks.ChoiceBlock(choices=SHAPES, required=False, default="", label="What it looks like")

    class Meta:
        icon = "minus"
        label = "Short text"


class ShortText(QuestionType):
    name = "short_text"
    order = 10
    Options = Options
    kinds = ("text", "number", "day")
    joins_with = " "

    def block(self) -> blocks.Block:
        return ShortTextBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        options: Options = question.options
        return LineField(limit=options.limit, shape=options.shape, **described(question))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        options: Options = question.options
        shape = PATTERNS.get(options.shape)
        asks = f"{shape.name}." if shape else f"Up to {options.limit} characters."
        return PaperAnswer(asks, lines=lines_for_characters(options.limit))


TYPE = ShortText()
