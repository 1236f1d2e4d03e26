"""An address. What is submitted carries the name of the ward that it lies in, as it stood."""

from typing import TYPE_CHECKING, Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import LineField, PostcodeField
from grants.forms.limits import LONGEST_TITLE, Limits
from grants.forms.paper import PaperAnswer
from grants.forms.postcodes import ward_of
from grants.forms.types.base import Fields, Names, PartsType, text_in

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm

LINES = {
    "line1": ("Address line 1", "address-line1"),
    "line2": ("Address line 2", "address-line2"),
    "town": ("Town", "address-level2"),
}
MISSING = {"line1": "Enter the first line of the address", "postcode": "Enter the postcode"}


class AddressBlock(QuestionBlock):
    class Meta:
        icon = "home"
        label = "Address"


class Address(PartsType):
    name = "address"
    order = 140
    parts = (*LINES, "postcode")
    asks_postcode = True
    minutes = 2

    def block(self) -> blocks.Block:
        return AddressBlock()

    def part_fields(self, question: Question) -> Fields:
        lines: Fields = {
            part: LineField(
                limit=LONGEST_TITLE,
                label=label,
                required=question.required and part != "line2",
                widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
            )
            for part, (label, autocomplete) in LINES.items()
        }
        return {**lines, "postcode": PostcodeField(label="Postcode", required=question.required)}

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        self.complete(form, question, cleaned, MISSING)

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        ward = ward_of(value, names)
        lines = [text_in(value, part) for part in self.parts]
        return Shown(text="\n".join(filter(None, [*lines, f"In {ward} ward" if ward else ""])))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer("Street, town and postcode.", lines=3)


TYPE = Address()
