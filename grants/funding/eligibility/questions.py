"""The questions of “Is it right for us?”, as an editor sets them up for a round."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.fields import StreamField

MOST_QUESTIONS = 8
REASON_FROM_ROUND = "Leave empty to have it said from the round's own facts."


class FitBlock(blocks.StructBlock):
    """What every question has, with the sentence said when the answer does not fit."""

    label = blocks.CharBlock(max_length=200, label="Question")
    hint = blocks.CharBlock(required=False, max_length=500)
    reason = blocks.CharBlock(max_length=500, label="Said when it does not fit")


class YesNoFitBlock(FitBlock):
    fits_when = blocks.ChoiceBlock(choices=[("yes", "Yes"), ("no", "No")], default="yes", label="It fits on")

    class Meta:
        icon = "check"
        label = "Yes or no"


class FitChoiceBlock(blocks.StructBlock):
    words = blocks.CharBlock(max_length=200, label="Answer")
    fits = blocks.BooleanBlock(required=False, default=True, label="It fits")


class ChoiceFitBlock(FitBlock):
    choices = blocks.ListBlock(
        FitChoiceBlock(),
        min_num=2,
        max_num=12,
        label="Answers",
        default=[{"words": "", "fits": True}, {"words": "", "fits": False}],
    )

    class Meta:
        icon = "radio-full"
        label = "One choice"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        words = [choice["words"].strip() for choice in cleaned["choices"]]
        if len(set(words)) < len(words):
            raise blocks.StructBlockValidationError({"choices": ValidationError("Write each answer once.")})
        if not any(choice["fits"] for choice in cleaned["choices"]):
            problem = ValidationError("Let at least one answer fit.")
            raise blocks.StructBlockValidationError({"choices": problem})
        return cleaned


class RoundFitBlock(blocks.StructBlock):
    """A question whose answer is held against the round's own facts."""

    label = blocks.CharBlock(max_length=200, label="Question")
    hint = blocks.CharBlock(required=False, max_length=500)
    reason = blocks.CharBlock(
        required=False, max_length=500, label="Said when it does not fit", help_text=REASON_FROM_ROUND
    )


_FROM_ROUND = "Held against the round's facts"


class FitListBlock(blocks.StreamBlock):
    """At most eight questions; each of those held against the round's facts stands once."""

    yes_no = YesNoFitBlock()
    choice = ChoiceFitBlock()
    postcode = RoundFitBlock(icon="site", label="Postcode", group=_FROM_ROUND)
    kind = RoundFitBlock(icon="group", label="Kind of group", group=_FROM_ROUND)
    amount = RoundFitBlock(icon="decimal", label="Amount", group=_FROM_ROUND)

    class Meta:
        max_num = MOST_QUESTIONS
        block_counts = {name: {"max_num": 1} for name in ("postcode", "kind", "amount")}


class EligibilityField(StreamField):
    """A StreamField whose blocks stay out of migrations: editing a question type changes no table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        own = {name: value for name, value in kwargs.items() if name != "block_lookup"}
        super().__init__(FitListBlock(), **own)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
