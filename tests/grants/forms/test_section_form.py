"""Forms made of questions: whatever is typed is kept as typed, and judged in plain words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.forms.definition import Section
from grants.forms.limits import Limits
from grants.forms.section_form import build_section_form
from grants.forms.values import months_after
from tests.grants.forms.questions import question

LIMITS = Limits(Decimal(100), Decimal(2000), 12, [("E1", "Abram"), ("E2", "Ince")])
TYPES = ["short_text", "long_text", "number", "money", "date", "yes_no", "title", "summary", "amount"]
words = st.text(st.characters(exclude_categories=["C"], exclude_characters="\r"), max_size=40).map(str.strip)


def problems(kind: str, value: Any, also: dict[str, Any] | None = None, **own: Any) -> list[str]:
    asked = question(kind, **own)
    section = Section("s", "S", "", (asked,))
    form = build_section_form(section, limits=LIMITS, typed={asked.id: value, **(also or {})})
    return [problem.text for problem in form.problems()]


@given(st.sampled_from(TYPES), words)
def test_text_is_kept_as_typed(kind: str, typed: str) -> None:
    asked = question(kind)
    assert asked.type.parse(asked, asked.type.flatten(asked, typed)) == typed


@given(st.lists(st.fixed_dictionaries({"title": words, "due": words, "amount": words}), max_size=6))
def test_rows_are_kept_as_typed_without_the_empty_ones(rows: list[dict[str, str]]) -> None:
    asked = question("milestones")
    assert asked.type.parse(asked, asked.type.flatten(asked, rows)) == [
        row for row in rows if any(row.values())
    ]


@settings(deadline=None)
@given(st.sampled_from([*TYPES, "areas", "milestones", "dates", "choices", "choice", "file"]),
       st.recursive(st.none() | st.booleans() | st.integers() | words,
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
                    max_leaves=6))  # fmt: skip
def test_no_value_of_any_shape_breaks_a_form(kind: str, value: Any) -> None:
    assert isinstance(problems(kind, value, choices=["A", "B"]), list)


@given(st.lists(st.decimals(1, 100, places=2), min_size=1, max_size=4))
def test_shares_are_accepted_only_when_they_are_the_whole(shares: list[Decimal]) -> None:
    rows = [{"area": f"E{n}", "percent": str(share)} for n, share in enumerate(shares, 1)]
    limits = [(f"E{n}", f"Ward {n}") for n in range(1, 5)]
    section = Section("s", "S", "", (question("areas"),))
    form = build_section_form(
        section, limits=Limits(Decimal(0), Decimal(1), 1, limits), typed={"areas": rows}
    )
    assert (form.problems() == []) == (sum(shares) == 100)


@pytest.mark.parametrize(
    ("kind", "value", "own", "said"),
    [
        ("number", "twelve", {}, ["Enter a number, like 12"]),
        ("number", "1,200", {"least": "1", "most": "1000"}, ["Enter a number of 1 or more and 1000 or less"]),
        ("short_text", "too long", {"limit": 3}, ["Use 3 characters or fewer. You have used 8."]),
        ("date", "31/02/2027", {}, ["Enter a real date, like 27/3/2027"]),
        ("date", "28/2/2027", {}, []),
        ("yes_no", "yes", {}, []),
        ("choices", ["A"], {"choices": ["A", "B"]}, []),
        ("money", "-1", {}, ["Enter an amount between £0 and £9,999,999,999.99"]),
        ("short_text", "", {"required": False}, []),
    ],
)
def test_mistakes_are_said_in_plain_words(
    kind: str, value: Any, own: dict[str, Any], said: list[str]
) -> None:
    assert problems(kind, value, **own) == said


def test_plan_is_held_to_the_amount_of_another_section() -> None:
    plan = [{"title": "A", "due": "2027-01-01", "amount": "600"}]
    assert problems("milestones", plan, {"amount": "600"}) == []
    assert problems("milestones", plan, {"amount": "601"}) != []
    assert problems("milestones", plan, {"amount": "nonsense"}) == []


def test_months_end_on_the_last_day_there_is() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 15), 12) == date(2028, 12, 15)
