"""Conditions are plain data: true, false or not to be told of the answers, whatever stands in either."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.forms.conditions import Unreadable, condition_json, evaluate, parse_condition
from tests.grants.forms.questions import one_page, question_json, when

names = st.sampled_from(["a", "b", "c"])
texts = st.sampled_from(["", "yes", "no", "12", "£1,200", "27/3/2027", "2027-03-28", "WN7 1AB"]) | st.text(
    max_size=8
)
values = texts | st.none() | st.lists(texts, max_size=3) | st.dictionaries(names, texts, max_size=2)
answers = st.dictionaries(names, values, max_size=3)
tests = st.sampled_from(["is", "is_not", "one_of", "more_than", "less_than", "answered"])
kinds = st.sampled_from(["text", "number", "day"])
conditions = st.fixed_dictionaries(
    {"question": names, "test": tests, "kind": kinds, "values": st.lists(texts, max_size=2)}
)
rules = st.recursive(
    conditions,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([{"all": parts}, {"any": parts}])
    ),
    max_leaves=6,
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["all", "any", "question", "test", "values"]), inner, max_size=3)
    ),
)


def asked(name: str, rule: Any = None, kind: str = "short_text", **own: Any) -> dict[str, Any]:
    ruled = {"show_if": rule} if rule else {}
    return question_json(kind, id=name, label=name, required=False, **ruled, **own)


def holds(rule: Any, answers: dict[str, Any]) -> bool | None:
    return evaluate(parse_condition(rule), answers)


@pytest.mark.parametrize(
    ("answer", "test", "kind", "values", "true"),
    [
        ("Yes", "is", "text", ["yes"], True),
        ("yes please", "is", "text", ["yes"], False),
        (["Arts", "Sport"], "is", "text", ["sport"], True),
        (["Arts"], "is_not", "text", ["Sport"], True),
        ("", "is_not", "text", ["Sport"], False),
        ("Sport", "one_of", "text", ["Arts", "Sport"], True),
        ("£1,200", "more_than", "number", ["1199.99"], True),
        ("1200.00", "less_than", "number", ["1,200"], False),
        ("1200.00", "is", "number", ["1,200"], True),
        ("50%", "less_than", "number", ["50.01"], True),
        ("2027-03-28", "more_than", "day", ["27/3/2027"], True),
        ("27/3/27", "is", "day", ["2027-03-27"], True),
        ("2027-03-28", "more_than", "number", ["12"], None),
        ("nonsense", "more_than", "number", ["1"], None),
        ("10,50", "more_than", "number", ["1"], None),
        ("9999-01-01", "more_than", "day", ["27/3/2027"], None),
        ("NaN", "less_than", "number", ["1"], None),
        (True, "answered", "text", [], True),
        ({"starts": "", "ends": ""}, "answered", "text", [], False),
        ({"starts": "2027-01-01", "ends": ""}, "is", "text", ["2027-01-01"], None),
        ({"postcode": "WN7 1AB", "ward": "Leigh"}, "is", "text", ["wn7 1ab"], True),
    ],
)
def test_answers_are_read_as_people_mean_them(
    answer: Any, test: str, kind: str, values: list[str], true: bool | None
) -> None:
    assert holds(when("q", test, *values, kind=kind), {"q": answer}) is true


@given(st.lists(rules, min_size=1, max_size=4), answers)
def test_all_and_any_are_what_they_say(parts: list[Any], given_: dict[str, Any]) -> None:
    each = [holds(part, given_) for part in parts]
    unsure = None if None in each else True
    assert holds({"all": parts}, given_) is (False if False in each else unsure)
    assert holds({"any": parts}, given_) is (True if True in each else None if None in each else False)


@given(names, kinds, st.lists(texts, min_size=1, max_size=2), answers)
def test_is_and_is_not_are_opposites_wherever_they_can_be_told(
    name: str, kind: str, wanted: list[str], given_: dict[str, Any]
) -> None:
    one, other = (holds(when(name, test, *wanted, kind=kind), given_) for test in ("is", "is_not"))
    if holds(when(name, "answered"), given_):
        assert (one is None and other is None) or one is not other
    elif one is not None:
        assert (one, other) == (False, False)


@given(anything, st.dictionaries(names, anything, max_size=3))
def test_no_condition_of_any_shape_breaks_the_evaluator(rule: Any, given_: dict[str, Any]) -> None:
    assert holds(rule, given_) in (True, False, None)


@given(st.lists(rules | st.none(), min_size=3, max_size=3), answers)
def test_hidden_answers_change_nothing(ruled: list[Any], given_: dict[str, Any]) -> None:
    form = one_page([asked(n, r) for n, r in zip("abc", ruled, strict=True)])
    shown = form.shown_ids(given_)
    assert form.shown_ids({name: value for name, value in given_.items() if name in shown}) == shown


@given(rules)
def test_condition_is_written_as_it_was_read(rule: Any) -> None:
    condition = parse_condition(rule)
    assert isinstance(condition, Unreadable) or parse_condition(condition_json(condition)) == condition


def test_question_behind_a_hidden_one_is_hidden_too() -> None:
    form = one_page([asked("a"), asked("b", when("a", "is", "yes")), asked("c", when("b", "answered"))])
    typed = {"a": "no", "b": "typed before"}
    assert form.shown_ids(typed) == {"a"}
    assert form.shown_ids({**typed, "a": "Yes"}) == {"a", "b", "c"}


def test_answer_may_be_needed_only_sometimes() -> None:
    form = one_page([asked("a"), asked("b", required_if=when("a", "more_than", "1000", kind="number"))])
    assert [form.settle({"a": pounds}).by_id["b"].required for pounds in ("1000", "1001")] == [False, True]


def test_files_count_as_answers() -> None:
    form = one_page([asked("a", kind="file"), asked("b", when("a", "answered"))])
    assert form.shown_ids({}) == {"a"}
    assert form.shown_ids({}, {"a"}) == {"a", "b"}


def test_followers_are_found_through_others() -> None:
    nested = {"all": [{"any": [when("b", "answered")]}]}
    form = one_page([asked("a"), asked("b", when("a", "answered")), asked("c", nested), asked("d")])
    assert form.followers(["a"]) == {"b", "c"}
