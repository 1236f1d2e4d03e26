"""The title of what a group applies for. Built in: later stages name the grant by it."""

from django import forms
from wagtail import blocks

from grants.forms.blocks import BuiltInBlock
from grants.forms.definition import Question
from grants.forms.form_fields import LineField
from grants.forms.limits import LONGEST_TITLE, Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import BUILT_IN_GROUP, QuestionType, described


class Title(QuestionType):
    name = "title"
    order = 200
    is_built_in = True
    is_required_always = True
    joins_with = " "

    def block(self) -> blocks.Block:
        return BuiltInBlock(icon="title", label="Built in: title", group=BUILT_IN_GROUP)

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return LineField(limit=LONGEST_TITLE, **described(question))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("One line.", lines=1)


TYPE = Title()
