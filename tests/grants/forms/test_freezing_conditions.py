"""Rules and shapes as an editor writes them, frozen by id and refused in plain words."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.common.errors import Refused
from grants.forms.definition import Question
from grants.forms.patterns import PATTERNS, misfit
from grants.funding.actions import freeze_form
from tests.factories import make_round
from tests.grants.forms.questions import condition_json_of
from tests.grants.forms.test_question_types import said


def condition(question: str, test: str = "is", value: str = "yes") -> tuple[str, dict[str, str]]:
    return "condition", {"question": question, "test": test, "value": value}


def freeze(*questions: tuple[str, dict[str, Any]]) -> dict[str, Question]:
    round_ = make_round()
    round_.form.questions[0].value["questions"].extend(questions)
    round_.form.save()
    return {question.id: question for question in freeze_form(round_).definition}


def yes_no(label: str = "Do you own it?") -> tuple[str, dict[str, Any]]:
    return "yes_no", {"label": label, "hint": "", "required": True}


def text(label: str, *conditions: Any) -> tuple[str, dict[str, Any]]:
    rule = {"show_if": {"join": "all", "conditions": conditions}} if conditions else {}
    return "short_text", {"label": label, "hint": "", "required": True, "limit": 50, **rule}


@pytest.mark.django_db
def test_rules_are_frozen_by_id_with_groups_inside() -> None:
    group = ("group", {"join": "any", "conditions": [condition("do you  OWN it?", "answered", "")]})
    frozen = freeze(yes_no(), text("Who does?", condition("Do you own it?", value="No"), group))
    assert condition_json_of(frozen["who-does"].show_if) == {
        "all": [
            {"question": "do-you-own-it", "test": "is", "kind": "text", "values": ["No"]},
            {"any": [{"question": "do-you-own-it", "test": "answered", "kind": "text", "values": []}]},
        ]
    }
    assert frozen["do-you-own-it"].show_if is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (condition("What colour?"), "which is not in the form"),
        (condition("Who does?"), "which is itself"),
        (condition("How much do you need?"), "which comes later"),
        (condition("Do you own it?", "is", " "), "needs an answer to compare with"),
        (condition("Do you own it?", "more_than", "3"), "compares numbers"),
        (condition("What is your idea called?", "less_than", "few"), "Do you own it?|called"),
    ],
)
def test_rules_that_cannot_work_are_refused(rule: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        freeze(yes_no(), text("Who does?", rule))


@pytest.mark.django_db
def test_rule_on_one_of_two_alike_is_refused() -> None:
    with pytest.raises(Refused, match="two questions before it"):
        freeze(yes_no(), yes_no(), text("Who does?", condition("Do you own it?")))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("letters", "Anne-Marie O’Neill", "R2D2"),
        ("digits", "0123", "12 3"),
        ("year", "2019", "2119"),
        ("time", "6:30 pm", "25:00"),
        ("charity", "1234567-1", "12"),
        ("company", "SC123456", "123"),
        ("web", "https://www.example.org/a b".replace(" ", ""), "example"),
        ("", "anything", None),
    ],
)
def test_shapes_fit_what_they_say(name: str, good: str, bad: str | None) -> None:
    assert misfit(name, good) == ""
    if bad is not None:
        assert misfit(name, bad) == PATTERNS[name].words


@given(st.sampled_from(sorted(PATTERNS)), st.sampled_from(["a", "a-", "0", "a.", "aB ", "1-", "a:/."]))
def test_no_answer_keeps_a_shape_busy(name: str, part: str) -> None:
    started = time.perf_counter()
    misfit(name, part * 20_000 + "!")
    assert time.perf_counter() - started < 1


def test_limits_and_own_words() -> None:
    assert said("short_text", "12a", shape="digits") == ["Use digits only, like 1234"]
    assert said("short_text", "12a", shape="digits", error="Only the number on the door") == [
        "Only the number on the door"
    ]
    assert said("short_text", "", error="Only the number") == ["Enter short_Text"]
    assert said("choices", ["A", "B"], choices=["A", "B"], most=1) == ["Tick 1 or fewer. You have ticked 2"]
    assert said("date", "2027-01-01", earliest="2027-01-02") == ["Enter 2 January 2027 or a later day"]
    assert said("date", "2027-01-03", latest="2027-01-02") == ["Enter 2 January 2027 or an earlier day"]
