"""The check as a form: one control for each question."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape

from fund.common.forms import HouseForm, MoneyFormField
from fund.common.money import PENNY
from fund.common.postcodes import postcode_key, write_postcode
from grants.funding.eligibility.rules import FitQuestion
from grants.organisations.states import LegalForm

LARGEST = Decimal("9999999999.99")


class PostcodeField(forms.CharField):
    """A full postcode as people type it; its key comes out."""

    widget = forms.TextInput({"autocomplete": "postal-code", "maxlength": 12})

    def to_python(self, value: Any) -> str:
        return str(value or "").strip()

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        key = postcode_key(text)
        if text and not key:
            raise ValidationError("Enter a full postcode, like WN1 1AA")
        return key

    def prepare_value(self, value: Any) -> Any:
        return write_postcode(value) if value and postcode_key(value) == value else value


class FitForm(HouseForm):
    """The questions of one round's check. An editor's words are text, never HTML."""

    def __init__(self, *args: Any, questions: tuple[FitQuestion, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.id] = _field(question)
        self.say_what_is_missing()

    def raw(self) -> dict[str, str]:
        """The answers as they are kept."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}


def _field(question: FitQuestion) -> forms.Field:
    said: dict[str, Any] = {"label": question.label, "help_text": conditional_escape(question.hint)}
    if question.kind == "postcode":
        return PostcodeField(**said)
    if question.kind == "amount":
        return MoneyFormField(least=PENNY, most=LARGEST, **said)
    choices: list[tuple[str, str]] = [(words, words) for words in question.choices]
    if question.kind == "kind":
        choices = list(LegalForm.choices)
    elif question.kind == "yes_no":
        choices = [("yes", "Yes"), ("no", "No")]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
