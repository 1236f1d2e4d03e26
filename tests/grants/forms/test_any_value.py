"""A kept value may be any JSON: whatever its question's type, it is shown, and nothing that reads it raises."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.forms.conditions import is_blank
from grants.forms.definition import Question, Section
from grants.forms.display import display_answer
from grants.forms.drafts import answer_fingerprint
from grants.forms.limits import Limits
from grants.forms.section_form import build_section_form
from grants.forms.types import all_types
from tests.grants.forms.questions import question

LIMITS = Limits(Decimal(100), Decimal(2000), 12, [("E1", "Abram"), ("E2", "Ince")])
TYPES = sorted(all_types())
hard_texts = st.sampled_from(
    [
        "9999-12-31",
        "0001-01-01",
        "31/2/2027",
        "1e400",
        "NaN",
        "£",
        "10,50",
        "-0",
        "\u202e",
        "\x00",
        "25:61",
        "¼",
    ]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | hard_texts


def shaped(kind: Question, part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of about the right shape with any scalar in each part: those reach furthest."""
    parts = getattr(kind.type, "parts", ("value",))
    row = st.fixed_dictionaries(dict.fromkeys(parts, part))
    return row | st.lists(row, max_size=3)


def asked(name: str) -> Question:
    return question(name, choices=["A", "B"], measures=["People"], words=50, required=False)


def values_for(name: str) -> st.SearchStrategy[Any]:
    anything = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    )
    return anything | shaped(asked(name), scalars)


@pytest.mark.parametrize("name", TYPES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_kept_value_is_shown_and_never_raises(name: str, data: st.DataObject) -> None:
    kind, value = asked(name), data.draw(values_for(name))
    form = build_section_form(Section("s", "S", "", (kind,)), limits=LIMITS, typed={kind.id: value})
    assert isinstance(form.problems(), list)
    assert bool(str(form)) == kind.type.is_asked
    answer = display_answer(kind, value, {})
    assert answer.blank == (is_blank(value) or not answer.lines or answer.lines == ["Not answered"])
    assert isinstance(kind.type.total(value, Decimal(100)), str)
    assert isinstance(kind.type.join(value, value), object)
    assert len(answer_fingerprint(value)) == 12


@pytest.mark.parametrize("name", TYPES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_flattened_value_is_parsed_without_raising(name: str, data: st.DataObject) -> None:
    kind, value = asked(name), data.draw(values_for(name))
    flat = kind.type.flatten(kind, value)
    again = kind.type.parse(kind, flat)
    assert kind.type.parse(kind, kind.type.flatten(kind, again)) == again


def test_date_that_its_type_cannot_read_is_shown_as_wrong() -> None:
    kind = question("date")
    for typed in ("9999-12-31", "31/2/2027", "soon"):
        assert display_answer(kind, typed, {}).shown.wrong
        form = build_section_form(Section("s", "S", "", (kind,)), limits=LIMITS, typed={kind.id: typed})
        assert [problem.missing for problem in form.problems()] == [False]


def test_grant_that_ends_in_the_year_9999_is_refused_in_words() -> None:
    kind = question("dates")
    typed = {"starts": "9999-01-01", "ends": "9999-12-31"}
    form = build_section_form(Section("s", "S", "", (kind,)), limits=LIMITS, typed={kind.id: typed})
    assert [problem.text for problem in form.problems()] == [
        "Enter a date between 1900 and 2200",
        "Enter a date between 1900 and 2200",
    ]
