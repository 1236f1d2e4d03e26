"""Funds and rounds as they are set up in the admin, with their mistakes said in plain words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.stream_block import StreamBlockValidationError

from fund.common.errors import Refused
from fund.common.forms import SeveralRows, plainly
from grants.forms.freezing import check_set, freeze_questions
from grants.forms.models import Form
from grants.forms.questions import NEEDED
from grants.organisations.states import LegalForm
from grants.places.models import Area, AreaKind


class AddressedForm(WagtailAdminModelForm):
    """A row that has an address: made of its name where nobody writes another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        given: str = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""))[:75].strip("-")
        if self.cleaned_data["slug"] or not given:
            return given
        rows = type(self.instance).objects.filter(slug__startswith=given)
        taken = set(rows.values_list("slug", flat=True))
        names = (given, *(f"{given}-{number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)


class FundForm(AddressedForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "A fund ends after it starts.")
        return cleaned


class QuestionSetForm(WagtailAdminModelForm):
    def clean_questions(self) -> Any:
        questions = self.cleaned_data["questions"]
        try:
            check_set(questions)
        except Refused as refused:
            raise StreamBlockValidationError(non_block_errors=[refused.sentence]) from refused
        return questions


class RoundForm(AddressedForm):
    eligible_forms = forms.MultipleChoiceField(
        label="Kinds of group that may apply",
        choices=LegalForm.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none to let any kind of group apply.",
    )
    eligible_areas = SeveralRows(
        label="Wards and neighbourhoods that may be is_intake",
        queryset=Area.objects.current().exclude(kind=AreaKind.ELSEWHERE).order_by("kind", "name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none for everywhere in the borough. A neighbourhood stands for all its wards.",
    )

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, plainly(error))

    questions = Form._meta.get_field("questions").formfield()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.form_id:
            self.initial["questions"] = self.instance.form.questions
        if self.instance.testers:
            self.initial["testers"] = self.instance.testers.strip()

    def clean_is_test(self) -> bool:
        is_test: bool = self.cleaned_data["is_test"]
        if self.instance.pk and is_test != self.instance.is_test and self.instance.applications.exists():
            raise ValidationError(
                "This round has applications. Clear them first."
                if self.instance.is_test
                else "This round has applications, so it can't become a test."
            )
        return is_test

    def clean_testers(self) -> str:
        """One address a line, with a line's end on both sides, so that none is found within another."""
        addresses = self.cleaned_data["testers"].lower().replace(",", "\n").split()
        for address in addresses:
            validate_email(address)
        return "\n".join(["", *addresses, ""]) if addresses else ""

    def clean_prefix(self) -> str:
        prefix: str = self.cleaned_data["prefix"].upper()
        if not prefix.isalnum():
            raise ValidationError("Use letters and digits only, like BI.")
        if self.instance.pk and prefix != self.initial.get("prefix") and self.instance.applications.exists():
            raise ValidationError("Applications carry these letters already, so they can't change.")
        return prefix

    def clean_questions(self) -> Any:
        questions = self.cleaned_data["questions"]
        try:
            freeze_questions(questions, [], needed=NEEDED)
        except Refused as refused:
            raise StreamBlockValidationError(non_block_errors=[refused.sentence]) from refused
        return questions

    def save(self, commit: bool = True) -> Any:
        """Save the form of the round with the round."""
        own = self.instance.form if self.instance.form_id else Form()
        own.name, own.questions = self.cleaned_data["name"], self.cleaned_data["questions"]
        own.save()
        self.instance.form = own
        return super().save(commit)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "A round closes after it opens.")
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", "The most is not less than the least.")
        return cleaned
