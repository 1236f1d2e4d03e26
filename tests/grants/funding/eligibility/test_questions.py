"""The check as an editor sets it up: at most eight questions, each of which somebody can pass."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grants.funding.eligibility.questions import EligibilityListBlock

YES_NO = ("yes_no", {"label": "New?", "hint": "", "reason": "New ones only.", "fits_when": "yes"})


def clean(*questions: tuple[str, dict[str, Any]]) -> Any:
    block = EligibilityListBlock()
    return block.clean(block.to_python([{"type": kind, "value": value} for kind, value in questions]))


def choice(*choices: tuple[str, bool]) -> tuple[str, dict[str, Any]]:
    rows = [{"words": words, "fits": fits} for words, fits in choices]
    return "choice", {"label": "Which?", "hint": "", "reason": "Not that.", "choices": rows}


def test_eight_questions_are_kept_and_nine_are_not() -> None:
    assert len(clean(*[YES_NO] * 8)) == 8
    with pytest.raises(ValidationError):
        clean(*[YES_NO] * 9)


@pytest.mark.parametrize("kind", ["postcode", "kind", "amount"])
def test_what_is_held_against_the_round_is_asked_once(kind: str) -> None:
    question = (kind, {"label": "Tell us", "hint": "", "reason": ""})
    assert len(clean(question)) == 1
    with pytest.raises(ValidationError):
        clean(question, question)


@pytest.mark.parametrize(
    "choices",
    [[("a", False), ("b", False)], [("a", True), ("a", False)], [("a", True)]],
)
def test_choice_that_nobody_can_answer_well_is_refused(choices: list[tuple[str, bool]]) -> None:
    with pytest.raises(ValidationError):
        clean(choice(*choices))


def test_question_with_an_editors_own_answer_needs_its_reason() -> None:
    with pytest.raises(ValidationError):
        clean(("yes_no", {**YES_NO[1], "reason": ""}))
