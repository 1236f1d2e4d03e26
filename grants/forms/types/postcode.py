"""A postcode. What is submitted carries the name of the ward that it lies in, as it stood."""

from typing import Any

from django import forms
from wagtail import blocks

from fund.common.postcodes import postcode_key, write_postcode
from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import PostcodeField
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.postcodes import postcode_in, ward_of
from grants.forms.types.base import Names, QuestionType, described


class PostcodeBlock(QuestionBlock):
    class Meta:
        icon = "site"
        label = "Postcode"


class Postcode(QuestionType):
    name = "postcode"
    order = 130
    asks_postcode = True

    def block(self) -> blocks.Block:
        return PostcodeBlock()

    def field(self, question: Question, limits: Limits) -> forms.Field:
        return PostcodeField(**described(question))

    def is_readable(self, value: Any) -> bool:
        return isinstance(postcode_in(value), str) and isinstance(value, str | dict)

    def flatten(self, question: Question, value: Any) -> dict[str, Any]:
        return {
            question.id: ""
            if value is None
            else postcode_in(value)
            if isinstance(value, dict)
            else str(value)
        }

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        key = postcode_key(postcode_in(value))
        ward = ward_of(value, names)
        if not key:
            return None
        return Shown(text=f"{write_postcode(key)}, in {ward} ward" if ward else write_postcode(key))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("A full postcode.", lines=1)


TYPE = Postcode()
