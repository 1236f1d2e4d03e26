"""The forms of officers who type an application in for a group, and of who confirms it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from fund.common.forms import BaseForm, DateInput, MomentInput
from fund.files.kinds import DOCUMENTS
from grants.applications.models import ConfirmationMethod, Intake, IntakeChannel
from grants.forms.form_fields import PhoneField, PostcodeField
from grants.funding.models import Round

MOMENTS = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"]
TIME_TO_CONFIRM = timedelta(days=14)


class FindGroupForm(BaseForm):
    """What the group is known by: enough to find it if it is here already."""

    name = forms.CharField(label="What is the group called?", max_length=200)
    postcode = PostcodeField(label="Its postcode", required=False)
    charity_number = forms.CharField(label="Its charity number", max_length=10, required=False)


class TakeForm(BaseForm):
    channel = forms.ChoiceField(
        label="How did it come?", choices=IntakeChannel.choices, widget=forms.RadioSelect
    )
    received_at = forms.DateTimeField(
        label="When did they ring, or when did the paper come?",
        help_text="London time.",
        widget=MomentInput(),
        input_formats=MOMENTS,
        error_messages={"invalid": "Enter a real date and time"},
    )
    name = forms.CharField(label="Who speaks for the group?", max_length=120)
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        help_text="They get the answers there, with a link to confirm them. Empty if they have none.",
    )
    phone = PhoneField(label="Their phone number", max_length=30, required=False)
    until = forms.DateTimeField(
        label="Until when may the group confirm it?",
        help_text="The round has closed. Paper that came before the close is in time; this gives the group "
        "longer, and the reason is kept: it came on paper, and when.",
        widget=MomentInput(),
        input_formats=MOMENTS,
        required=False,
        error_messages={"invalid": "Enter a real date and time"},
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localtime().replace(second=0, microsecond=0)
        if round_.state == "closed":
            self.fields["until"].initial = now + TIME_TO_CONFIRM
        else:
            del self.fields["until"]
            self.fields["received_at"].initial = now

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("email") and not data.get("phone") and not {"email", "phone"} & set(self.errors):
            self.add_error("email", "Give an e-mail address or a phone number")
        return data


class ScanForm(BaseForm):
    upload = forms.FileField(
        label="A scan or a photo",
        help_text=f"{DOCUMENTS.words}.",
        error_messages={"required": "Choose the scan, or a photo of the paper"},
    )
    signed = forms.BooleanField(label="It is the printed copy, signed", required=False)


class RecordForm(BaseForm):
    method = forms.ChoiceField(
        label="How did they confirm it?",
        choices=[
            (each.value, each.label) for each in (ConfirmationMethod.SIGNED, ConfirmationMethod.READ_BACK)
        ],
        widget=forms.RadioSelect,
        help_text="For a signed copy, add its scan first.",
    )
    confirmed_on = forms.DateField(label="On which day?", widget=DateInput, initial=timezone.localdate)


class GiveUpForm(BaseForm):
    reason = forms.CharField(label="Why?", help_text="Kept in the history.", max_length=500)


class NewcomerForm(BaseForm):
    name = forms.CharField(label="Your name", max_length=120)

    def __init__(self, *args: Any, intake: Intake, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = intake.contact_name
