"""Every component as it looks, for the people who make screens. In a demonstration and with DEBUG only."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fund.accounts.gates import needs_role
from fund.accounts.roles import STAFF_ROLES
from fund.common.forms import BaseForm, MoneyFormField, WordsField
from fund.common.templatetags.fund_tags import TONES


class ExampleForm(BaseForm):
    title = forms.CharField(
        label="What is your idea called?", help_text="A few words that people will remember."
    )
    amount = MoneyFormField(label="How much do you need?")
    words = WordsField(label="What will you do?", word_limit=100, required=False)
    kind = forms.ChoiceField(
        label="What kind of group are you?",
        choices=[("group", "A community group"), ("charity", "A registered charity")],
        widget=forms.RadioSelect,
    )


@needs_role(*STAFF_ROLES)
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show each component once, with its name and what it is for."""
    form = ExampleForm({"title": "", "amount": "lots", "words": "We dig.", "kind": ""})
    form.is_valid()
    states = [(tone, names.split()) for tone, names in TONES.items()]
    return render(request, "desk/style_guide.html", {"form": form, "states": states})
