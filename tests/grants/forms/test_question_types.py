"""The further types of question: judged in plain words, kept as typed, sent as plain values."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.forms.definition import Section
from grants.forms.limits import Limits
from grants.forms.section_form import SectionForm, build_section_form
from tests.grants.forms.questions import question

LIMITS = Limits(Decimal(100), Decimal(2000), 12)
words = st.text(st.characters(exclude_categories=["C"], exclude_characters="\r"), max_size=30).map(str.strip)
pounds = st.integers(0, 100_000).map(lambda pence: Decimal(pence) / 100)


def form_of(kind: str, value: Any, also: dict[str, Any] | None = None, **own: Any) -> SectionForm:
    asked = question(kind, **own)
    section = Section("s", "S", "", (asked,))
    return build_section_form(section, limits=LIMITS, typed={asked.id: value, **(also or {})})


def said(kind: str, value: Any, also: dict[str, Any] | None = None, **own: Any) -> list[str]:
    return [problem.text for problem in form_of(kind, value, also, **own).problems()]


def item(cost: Any, ours: Any, elsewhere: Any = "") -> dict[str, str]:
    return {"item": "Spades", "cost": str(cost), "ours": str(ours), "elsewhere": str(elsewhere)}


@pytest.mark.parametrize(
    ("kind", "value", "own", "problems"),
    [
        ("email", "someone@example.org", {}, []),
        ("email", "someone at example", {}, ["Enter an e-mail address, like name@example.org"]),
        ("phone", "01942 (404) 404", {}, []),
        ("phone", "ring us", {}, ["Enter a phone number, like 01942 123456 or 07700 900123"]),
        ("postcode", "wn7 1ab", {}, []),
        ("postcode", "WN7", {}, ["Enter a full postcode, like WN1 1AA"]),
        ("postcode", "", {"required": False}, []),
        ("declaration", "yes", {}, []),
        ("declaration", "", {}, ["Tick “Declaration” to go on"]),
        ("guidance", "anything", {"text": "Read this.", "required": False}, []),
        ("date_range", {"starts": "2027-01-02", "ends": "2027-01-01"}, {},
         ["Enter an end that is after the start"]),
        ("date_range", {"starts": "2027-01-01", "ends": "2037-01-01"}, {}, []),
        ("date_range", {"starts": "2027-01-01"}, {"required": False}, ["Enter the day it ends"]),
        ("date_range", {}, {"required": False}, []),
        ("date_range", {}, {}, ["Enter the day it starts", "Enter the day it ends"]),
        ("address", {"line1": "1 High Street", "town": "Leigh", "postcode": "wn71ab"}, {}, []),
        ("address", {"line1": "1 High Street"}, {"required": False}, ["Enter the postcode"]),
        ("address", {}, {"required": False}, []),
        ("outcomes", [{"measure": "People", "target": "1,200"}], {}, []),
        ("outcomes", [{"measure": "People", "target": "0"}], {}, ["Enter a whole number, like 40"]),
        ("outcomes", [{"measure": "Dogs", "target": "3"}], {"measures": ["People"]},
         ["Choose a measure from the list"]),
        ("outcomes", [{"measure": "A", "target": "3"}, {"measure": "A", "target": "4"}], {},
         ["You have given this measure already"]),
        ("outcomes", [], {}, ["Enter at least one measure"]),
        ("outcomes", [], {"required": False}, []),
        ("budget", [], {}, ["Enter at least one item"]),
        ("budget", [item(100, 60, 30)], {}, ["Item 1 costs £100, but its parts add up to £90"]),
        ("budget", [item("lots", 60)], {}, ["Enter an amount in pounds, like 2,000 or 2,000.50"]),
    ],
)  # fmt: skip
def test_answers_are_judged_in_plain_words(
    kind: str, value: Any, own: dict[str, Any], problems: list[str]
) -> None:
    assert said(kind, value, **own) == problems


def test_budget_is_held_to_the_amount_asked_for() -> None:
    rows = [item(100, 60, 40), item(50, 50)]
    assert said("budget", rows, {"amount": "£110"}) == []
    assert said("budget", rows, {"amount": "111"}) == [
        "What comes from this fund must add up to £111, which is what you ask for. It adds up to £110 now"
    ]
    assert said("budget", rows, {"amount": "not yet"}) == []


@given(st.lists(st.tuples(pounds, pounds), min_size=1, max_size=5), pounds)
def test_budget_is_whole_only_when_every_penny_has_a_payer(
    parts: list[tuple[Decimal, Decimal]], asked: Decimal
) -> None:
    rows = [item(ours + elsewhere, ours, elsewhere) for ours, elsewhere in parts]
    whole = all(sum(row) > 0 for row in parts) and (not asked or sum(row[0] for row in parts) == asked)
    assert (said("budget", rows, {"amount": str(asked) if asked else ""}) == []) == whole


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("item", "cost", "ours", "elsewhere"), words)), max_size=5)
)
def test_budget_rows_are_kept_as_typed(rows: list[dict[str, str]]) -> None:
    asked = question("budget")
    assert asked.type.parse(asked, asked.type.flatten(asked, rows)) == [
        row for row in rows if any(row.values())
    ]


@given(st.fixed_dictionaries(dict.fromkeys(("line1", "line2", "town", "postcode"), words)))
def test_address_is_kept_as_typed(value: dict[str, str]) -> None:
    asked = question("address")
    assert asked.type.parse(asked, asked.type.flatten(asked, value)) == value


KINDS = [
    "date_range",
    "email",
    "phone",
    "postcode",
    "address",
    "budget",
    "outcomes",
    "declaration",
    "guidance",
]


@settings(deadline=None)
@given(st.sampled_from(KINDS),
       st.recursive(st.none() | st.booleans() | st.integers() | words,
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
                    max_leaves=6))  # fmt: skip
def test_no_value_of_any_shape_breaks_a_form(kind: str, value: Any) -> None:
    assert isinstance(said(kind, value), list)


def test_values_are_plain() -> None:
    rows = form_of("budget", [item("1,000", "£600", "400")])
    assert rows.is_valid()
    assert rows.submitted_values() == {
        "budget": [{"item": "Spades", "cost": "1000.00", "ours": "600.00", "elsewhere": "400.00"}]
    }
    ticked = form_of("declaration", "yes")
    assert (ticked.is_valid(), ticked.submitted_values()) == (True, {"declaration": "yes"})
    read = form_of("guidance", None, required=False)
    assert (read.is_valid(), read.submitted_values()) == (True, {})
