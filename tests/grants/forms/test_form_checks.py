"""What an editor is warned of before a form is used."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.forms.form_checks import check_form, fair_minutes, unreachable
from grants.forms.readability import reading_age, syllables
from tests.grants.forms.questions import one_page, when


def asked(name: str, kind: str = "yes_no", rule: Any = None, **own: Any) -> dict[str, Any]:
    ruled = {"show_if": rule} if rule else {}
    named = {"id": name, "type": kind, "label": name.title(), "required": True}
    return {**named, **ruled, **own}


def never(rule: Any, *before: dict[str, Any]) -> bool:
    return "Last" in unreachable(one_page([*before, asked("last", rule=rule)]))


def test_rules_that_can_never_be_true_are_found() -> None:
    own, kind = asked("own"), asked("kind", "choice", choices=["Arts", "Sport"])
    cost = asked("cost", "number", least="10", most="20")
    assert never(when("kind", "is", "Music"), kind)
    assert never({"all": [when("own", "is", "yes"), when("own", "is", "no")]}, own)
    assert never(
        {
            "all": [
                when("cost", "more_than", "15", kind="number"),
                when("cost", "less_than", "12", kind="number"),
            ]
        },
        cost,
    )
    assert never(when("cost", "more_than", "20", kind="number"), cost)
    assert never(when("kind", "answered"), own, asked("kind", rule=when("own", "is", "maybe")))


def test_rules_that_may_be_true_are_left_alone() -> None:
    own, many = asked("own"), asked("many", "choices", choices=["A", "B", "C"])
    assert not never(when("own", "is", "YES"), own)
    assert not never({"all": [when("many", "is", "A"), when("many", "is", "B")]}, many)
    assert not never({"all": [when("many", "is", "A"), when("many", "is_not", "C")]}, many)
    assert not never(when("day", "more_than", "27/3/2027", kind="day"), asked("day", "date"))
    assert not never(when("file", "answered"), asked("file", "file"))
    assert not never(
        when("cost", "more_than", "15", kind="number"), asked("cost", "number", least="10", most="16")
    )


def test_too_long_a_form_for_the_money_is_said() -> None:
    sections = one_page([asked(f"q{n}", "long_text", words=500) for n in range(4)])
    check = check_form(sections, Decimal(2000))
    assert (check.minutes, fair_minutes(Decimal(2000)), fair_minutes(Decimal(20000))) == (100, 60, 240)
    assert check.warnings == ["The form takes about 100 minutes. For up to £2,000, aim for 60 or fewer."]
    assert check_form(sections, Decimal(20000)).warnings == []


def test_hard_words_are_said() -> None:
    label = "Demonstrate organisational sustainability considerations regarding beneficiary participation"
    warnings = check_form(one_page([asked("q", label=label, hint="")]), Decimal(2000)).warnings
    assert [warning.startswith(f"“{label}” reads as for age") for warning in warnings] == [True]


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("garden", 2), ("people", 2), ("make", 1), ("community", 4), ("tree", 1)]
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_age_grows_with_words_and_sentences() -> None:
    assert reading_age("") == 0
    assert reading_age("The cat sat on the mat. It was a fat cat.") == 5
    assert reading_age("What will you do, and who will help you do it?") < 10
    assert reading_age("Articulate the transformational outcomes anticipated by participants.") > 18


@given(st.text(max_size=80))
def test_any_text_has_a_reading_age(text: str) -> None:
    assert reading_age(text) >= 0
