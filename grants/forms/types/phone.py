"""A phone number."""

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.form_fields import PhoneField
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import QuestionType, described

LONGEST = 30


class PhoneBlock(QuestionBlock):
    class Meta:
        icon = "mobile-alt"
        label = "Phone number"


class Phone(QuestionType):
    name = "phone"
    order = 120

    def block(self) -> blocks.Block:
        return PhoneBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return PhoneField(max_length=LONGEST, **described(question))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("A phone number.", lines=1)


TYPE = Phone()
