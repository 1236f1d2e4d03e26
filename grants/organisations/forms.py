"""The forms of a group, its people and its bank account."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fund.common.errors import Refused
from fund.common.forms import BaseForm, BaseModelForm, DateInput, MoneyFormField, offer
from fund.common.postcodes import postcode_key, write_postcode
from fund.files.kinds import DOCUMENTS
from grants.organisations.bank import read_account_number, read_sort_code
from grants.organisations.models import Membership, Organisation
from grants.organisations.states import ROLE_WORDS, DocumentKind, IncomeBand, LegalForm, MemberRole

CHARITIES = (LegalForm.CHARITY, LegalForm.CIO)
COMPANIES = (LegalForm.CIC, LegalForm.COMPANY)
_ROLE_CHOICES = [
    (role.value, f"{role.label}: {ROLE_WORDS[role][:1].lower()}{ROLE_WORDS[role][1:]}")
    for role in (MemberRole.EDITOR, MemberRole.VIEWER, MemberRole.LEAD)
]


class GroupForm(BaseModelForm):
    website = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="Like https://example.org",
        error_messages={"invalid": "Enter the address of a website, like https://example.org"},
    )

    annual_income = MoneyFormField(
        label="The exact sum, if you know it",
        least=Decimal(0),
        most=Decimal("9999999999.99"),
        required=False,
        help_text="As in your latest accounts.",
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "legal_form",
            "charity_number",
            "company_number",
            "address",
            "town",
            "postcode",
            "website",
            "purposes",
            "income_band",
        ]
        labels = {
            "name": "What is the group called?",
            "legal_form": "What kind of group is it?",
            "address": "Street address",
            "purposes": "What is the group for?",
            "income_band": "What came in during the group's last full year?",
        }
        help_texts = {
            "name": "As on its governing document or its bank account.",
            "charity_number": "If it has one: six or seven digits.",
            "company_number": "If it has one: eight characters, like 01234567.",
            "postcode": "Where the group meets or gets its post.",
            "purposes": "A sentence or two.",
        }
        widgets = {"purposes": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].required = True
        self.fields["postcode"].error_messages["required"] = "Enter a postcode, like WN1 1AA"
        offer(self, "legal_form", LegalForm.choices)
        offer(self, "income_band", [("", "Choose one"), *IncomeBand.choices])
        if self.instance.pk:
            self.initial["annual_income"] = self.instance.annual_income
            self.initial["postcode"] = write_postcode(self.instance.postcode)

    def clean_charity_number(self) -> str:
        number = self.cleaned_data["charity_number"].replace(" ", "")
        if number and not re.fullmatch(r"[0-9]{6,7}(-[0-9]{1,2})?", number):
            raise ValidationError("Enter a charity number of six or seven digits, like 1109047")
        if not number and self.data.get("legal_form") in CHARITIES:
            raise ValidationError("Enter the charity number, which a registered charity has")
        return number

    def clean_company_number(self) -> str:
        number = self.cleaned_data["company_number"].replace(" ", "").upper()
        if number and not re.fullmatch(r"[0-9]{8}|[A-Z]{2}[0-9]{6}", number):
            raise ValidationError("Enter a company number of eight characters, like 01234567 or CE012345")
        if not number and self.data.get("legal_form") in COMPANIES:
            raise ValidationError("Enter the company number, which a company has")
        return number

    def clean_postcode(self) -> str:
        key = postcode_key(self.cleaned_data["postcode"])
        if not key:
            raise ValidationError("Enter a full postcode, like WN1 1AA")
        return key

    def clean(self) -> dict[str, Any]:
        """A sum says its own band."""
        data = super().clean() or self.cleaned_data
        if data.get("annual_income") is not None:
            data["income_band"] = IncomeBand.of(data["annual_income"]).value
        return data


class DocumentForm(BaseForm):
    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose one"), *DocumentKind.choices])
    title = forms.CharField(label="If it is something else, what?", max_length=100, required=False)
    upload = forms.FileField(label="The file", help_text=f"{DOCUMENTS.words}.")
    expires_on = forms.DateField(
        label="The last day it holds",
        required=False,
        widget=DateInput,
        help_text="On an insurance: the day it ends. Leave it empty where there is none.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, ends = data.get("kind"), data.get("expires_on")
        if kind == DocumentKind.OTHER and not data.get("title"):
            self.add_error("title", "Write what it is")
        if kind == DocumentKind.INSURANCE and not ends and "expires_on" not in self.errors:
            self.add_error("expires_on", "Enter the day the insurance ends")
        if ends and ends < timezone.localdate():
            self.add_error("expires_on", "This day is past. Add the document that holds now")
        return data


class InviteForm(BaseForm):
    email = forms.EmailField(label="Their e-mail address")
    role = forms.ChoiceField(
        label="What may they do?",
        choices=_ROLE_CHOICES,
        initial=MemberRole.EDITOR,
        widget=forms.RadioSelect,
    )


class RoleForm(BaseForm):
    role = forms.ChoiceField(label="What may they do?", choices=_ROLE_CHOICES, widget=forms.RadioSelect)


class HandOverForm(BaseForm):
    """Who leads from now on. The others of the group are named by the caller."""

    person = forms.ChoiceField(label="Who leads from now on?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.user.email, f"{each.user} ({each.get_role_display().lower()})") for each in members]
        offer(self, "person", choices)


class AskForm(BaseForm):
    words = forms.CharField(
        label="Who are you in the group?",
        help_text="Its leads read this. Say what they know you by, like “I look after the tools”.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class AnswerForm(BaseForm):
    """The answer to who asks to join. Where nobody leads the group, the first one in must."""

    role = forms.ChoiceField(label="What may they do?", choices=_ROLE_CHOICES, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="A word to them", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, has_lead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_lead:
            lead = [choice for choice in _ROLE_CHOICES if choice[0] == MemberRole.LEAD]
            offer(self, "role", lead)


class _DigitsForm(BaseForm):
    """Bank details as people type them; the browser is told not to remember them."""

    sort_code = forms.CharField(
        label="Sort code",
        help_text="Six digits, like 20-00-00.",
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_number = forms.CharField(
        label="Account number",
        help_text="Six to eight digits.",
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_sort_code(self) -> str:
        return _as_read(read_sort_code, self.cleaned_data["sort_code"])

    def clean_account_number(self) -> str:
        return _as_read(read_account_number, self.cleaned_data["account_number"])


def _as_read(read: Callable[[str], str], typed: str) -> str:
    try:
        return read(typed)
    except Refused as refused:
        raise ValidationError(refused.sentence) from refused


class BankAccountForm(_DigitsForm):
    account_name = forms.CharField(
        label="Name on the account", help_text="In the group's own name, as on its statements.", max_length=80
    )
    field_order = ["account_name", "sort_code", "account_number"]


class CallBackForm(_DigitsForm):
    """What the group read out, typed without seeing what was given."""

    call_back = forms.CharField(
        label="Whom did you call, on which number, and when?",
        help_text="Call a number you had before, never one that came with the new details.",
        widget=forms.Textarea({"rows": 3}),
    )
    field_order = ["call_back", "sort_code", "account_number"]


class BlockForm(BaseForm):
    reason = forms.CharField(label="Why?", widget=forms.Textarea({"rows": 2}))
