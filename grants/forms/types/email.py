"""An e-mail address."""

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.types.base import QuestionType, described


class EmailBlock(QuestionBlock):
    class Meta:
        icon = "mail"
        label = "E-mail address"


class Email(QuestionType):
    name = "email"
    order = 110

    def block(self) -> blocks.Block:
        return EmailBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return forms.EmailField(
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            max_length=254,
            error_messages={"invalid": "Enter an e-mail address, like name@example.org"},
            **described(question),
        )

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("An e-mail address.", lines=1)


TYPE = Email()
