"""The forms of a workshop: setting it up, and booking it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fund.accounts.models import User
from fund.common.forms import BaseForm, BaseModelForm, MomentInput, offer
from fund.common.postcodes import postcode_key, write_postcode
from grants.funding.models import Round
from grants.workshops.models import MOST_SEATS, Workshop

WRONG_MOMENT = {"invalid": "Enter a real date and time, like 27/3/2027 18:30"}


def _moment(label: str) -> forms.DateTimeField:
    formats = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"]
    return forms.DateTimeField(
        label=label,
        help_text="London time.",
        widget=MomentInput(),
        input_formats=formats,
        error_messages=WRONG_MOMENT,
    )


class WorkshopForm(BaseModelForm):
    starts_at = _moment("When does it start?")
    ends_at = _moment("When does it end?")

    class Meta:
        model = Workshop
        fields = ["round", "title", "starts_at", "ends_at", "place", "postcode", "places", "notes"]
        labels = {
            "round": "Which round is it for?",
            "title": "What is it called?",
            "place": "Where is it?",
            "places": "How many places are there?",
            "notes": "What should people know before they come?",
        }
        help_texts = {
            "place": "The room and the street, like Lock House, 4 Canal Street.",
            "postcode": "Like WN1 1AA.",
            "notes": "Getting in, parking, children, what to bring. Everybody can read this.",
        }
        widgets = {"notes": forms.Textarea({"rows": 4}), "places": forms.NumberInput({"min": 1, "max": 1000})}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = Round.objects.visible_to(by).counting().filter(archived_at=None, decided_at=None)
        if self.instance.pk:
            rounds = rounds | Round.objects.filter(pk=self.instance.round_id)
            self.initial["postcode"] = write_postcode(self.instance.postcode)
        offer(self, "round", rounds.order_by("-opens_at", "pk"))

    def clean_postcode(self) -> str:
        key = postcode_key(self.cleaned_data["postcode"])
        if not key:
            raise ValidationError("Enter a full postcode, like WN1 1AA")
        return key

    def clean_places(self) -> int:
        places: int = self.cleaned_data["places"]
        if not 1 <= places <= 1000:
            raise ValidationError("Enter a number between 1 and 1000")
        return places

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "A workshop ends after it starts")
        return cleaned


class BookForm(BaseForm):
    name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We write to it about this workshop. If you have an account, use the same address.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    seats = forms.TypedChoiceField(
        label="How many of you will come?",
        coerce=int,
        choices=[(count, str(count)) for count in range(1, MOST_SEATS + 1)],
        initial=1,
    )


class CallOffForm(BaseForm):
    reason = forms.CharField(
        label="Why?",
        help_text="Everybody who booked reads this as you write it.",
        widget=forms.Textarea({"rows": 3}),
    )
