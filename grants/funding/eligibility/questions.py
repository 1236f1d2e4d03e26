"""The questions of “Is it right for us?”, as an editor sets them up for a round.

Each block becomes a question of the form engine, and a requirement that its answer is held against.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.fields import StreamField

from fund.common.money import PENNY
from grants.forms.definition import read_question
from grants.funding.eligibility.rules import (
    EligibilityQuestion,
    Requirement,
    amount_is_within,
    answer_is_among,
    legal_form_is_allowed,
    place_is_helped,
)

MOST_QUESTIONS = 8
REASON_FROM_ROUND = "Leave empty to have it said from the round's own facts."


class EligibilityBlock(blocks.StructBlock):
    """What every question has, with the sentence said when the answer does not fit."""

    question_type: ClassVar[str]

    label = blocks.CharBlock(max_length=200, label="Question")
    hint = blocks.CharBlock(required=False, max_length=500)
    reason = blocks.CharBlock(max_length=500, label="Said when it does not fit")

    def options(self, value: Any) -> dict[str, Any]:
        """Return the settings of the question's type, as JSON."""
        return {}

    def requirement(self, value: Any) -> Requirement:
        raise NotImplementedError

    def eligibility_question(self, value: Any, name: str, reasons: Mapping[str, str]) -> EligibilityQuestion:
        """Return the question called `name`. `reasons`: what the round's facts say, by type of question."""
        asked = read_question(
            {
                "id": name,
                "type": self.question_type,
                "label": value["label"],
                "hint": value.get("hint") or "",
                "required": True,
                **self.options(value),
            }
        )
        reason = value.get("reason") or reasons.get(self.question_type, "")
        return EligibilityQuestion(asked, self.requirement(value), reason)


class YesNoBlock(EligibilityBlock):
    question_type = "yes_no"

    fits_when = blocks.ChoiceBlock(choices=[("yes", "Yes"), ("no", "No")], default="yes", label="It fits on")

    def requirement(self, value: Any) -> Requirement:
        return answer_is_among([value["fits_when"]])

    class Meta:
        icon = "check"
        label = "Yes or no"


class AcceptedAnswerBlock(blocks.StructBlock):
    words = blocks.CharBlock(max_length=200, label="Answer")
    fits = blocks.BooleanBlock(required=False, default=True, label="It fits")


class ChoiceBlock(EligibilityBlock):
    question_type = "choice"

    choices = blocks.ListBlock(
        AcceptedAnswerBlock(),
        min_num=2,
        max_num=12,
        label="Answers",
        default=[{"words": "", "fits": True}, {"words": "", "fits": False}],
    )

    def options(self, value: Any) -> dict[str, Any]:
        return {"choices": [choice["words"].strip() for choice in value["choices"]]}

    def requirement(self, value: Any) -> Requirement:
        return answer_is_among(choice["words"].strip() for choice in value["choices"] if choice["fits"])

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


class RoundFactBlock(EligibilityBlock):
    """A question whose answer is held against the round's own facts."""

    reason = blocks.CharBlock(
        required=False, max_length=500, label="Said when it does not fit", help_text=REASON_FROM_ROUND
    )


class PostcodeBlock(RoundFactBlock):
    question_type = "postcode"

    def requirement(self, value: Any) -> Requirement:
        return place_is_helped


class LegalFormBlock(RoundFactBlock):
    question_type = "legal_form"

    def requirement(self, value: Any) -> Requirement:
        return legal_form_is_allowed


class AmountBlock(RoundFactBlock):
    question_type = "money"

    def requirement(self, value: Any) -> Requirement:
        return amount_is_within

    def options(self, value: Any) -> dict[str, Any]:
        return {"least": str(PENNY)}


_FROM_ROUND = "Held against the round's facts"


class EligibilityListBlock(blocks.StreamBlock):
    """At most eight questions; each of those held against the round's facts stands once."""

    yes_no = YesNoBlock()
    choice = ChoiceBlock()
    postcode = PostcodeBlock(icon="site", label="Postcode", group=_FROM_ROUND)
    kind = LegalFormBlock(icon="group", label="Kind of group", group=_FROM_ROUND)
    amount = AmountBlock(icon="decimal", label="Amount", group=_FROM_ROUND)

    class Meta:
        max_num = MOST_QUESTIONS
        block_counts = {name: {"max_num": 1} for name in ("postcode", "kind", "amount")}


class EligibilityField(StreamField):
    """A StreamField whose blocks stay out of migrations: editing a question type changes no table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        own = {name: value for name, value in kwargs.items() if name != "block_lookup"}
        super().__init__(EligibilityListBlock(), **own)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
