"""Rules are plain data: true or not true of the answers, whatever stands in either."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.forms.showing import followers, holds, settle, shown_ids

names = st.sampled_from(["a", "b", "c"])
texts = st.sampled_from(["", "yes", "no", "12", "£1,200", "27/3/2027", "2027-03-28", "WN7 1AB"]) | st.text(
    max_size=8
)
values = texts | st.none() | st.lists(texts, max_size=3) | st.dictionaries(names, texts, max_size=2)
answers = st.dictionaries(names, values, max_size=3)
tests = st.sampled_from(["is", "is_not", "one_of", "more_than", "less_than", "answered"])
conditions = st.fixed_dictionaries({"question": names, "test": tests, "values": st.lists(texts, max_size=2)})
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


def asked(name: str, rule: Any = None, **own: Any) -> dict[str, Any]:
    ruled = {"show_if": rule} if rule else {}
    return {"id": name, "type": "short_text", "label": name, "required": False, **ruled, **own}


def when(name: str, test: str, *values: str) -> dict[str, Any]:
    return {"question": name, "test": test, "values": list(values)}


@pytest.mark.parametrize(
    ("answer", "test", "values", "true"),
    [
        ("Yes", "is", ["yes"], True),
        ("yes please", "is", ["yes"], False),
        (["Arts", "Sport"], "is", ["sport"], True),
        (["Arts"], "is_not", ["Sport"], True),
        ("", "is_not", ["Sport"], False),
        ("Sport", "one_of", ["Arts", "Sport"], True),
        ("£1,200", "more_than", ["1199.99"], True),
        ("1200.00", "less_than", ["1,200"], False),
        ("2027-03-28", "more_than", ["27/3/2027"], True),
        ("2027-03-28", "more_than", ["12"], False),
        ("nonsense", "more_than", ["1"], False),
        ("NaN", "less_than", ["1"], False),
        (True, "answered", [], True),
        ({"starts": "", "ends": ""}, "answered", [], False),
        ({"postcode": "WN7 1AB", "ward": "Leigh"}, "is", ["wn7 1ab"], True),
    ],
)
def test_conditions_read_answers_as_people_do(answer: Any, test: str, values: list[str], true: bool) -> None:
    assert holds(when("q", test, *values), {"q": answer}) is true


@given(st.lists(rules, min_size=1, max_size=4), answers)
def test_all_and_any_are_what_they_say(parts: list[Any], given_: dict[str, Any]) -> None:
    each = [holds(part, given_) for part in parts]
    assert holds({"all": parts}, given_) is all(each)
    assert holds({"any": parts}, given_) is any(each)


@given(names, st.lists(texts, min_size=1, max_size=2), answers)
def test_is_and_is_not_never_both_hold(name: str, wanted: list[str], given_: dict[str, Any]) -> None:
    both = [holds(when(name, test, *wanted), given_) for test in ("is", "is_not")]
    assert sum(both) == holds(when(name, "answered"), given_)


@given(anything, st.dictionaries(names, anything, max_size=3))
def test_no_rule_of_any_shape_breaks_the_reader(rule: Any, given_: dict[str, Any]) -> None:
    assert holds(rule, given_) in (True, False)


@given(st.lists(rules | st.none(), min_size=3, max_size=3), answers)
def test_hidden_answers_change_nothing(ruled: list[Any], given_: dict[str, Any]) -> None:
    sections = [{"id": "s", "questions": [asked(n, r) for n, r in zip("abc", ruled, strict=True)]}]
    shown = shown_ids(sections, given_)
    assert shown_ids(sections, {name: value for name, value in given_.items() if name in shown}) == shown


def test_question_behind_a_hidden_one_is_hidden_too() -> None:
    questions = [asked("a"), asked("b", when("a", "is", "yes")), asked("c", when("b", "answered"))]
    typed = {"a": "no", "b": "typed before"}
    assert shown_ids([{"questions": questions}], typed) == {"a"}
    assert shown_ids([{"questions": questions}], {**typed, "a": "Yes"}) == {"a", "b", "c"}


def test_answer_may_be_needed_only_sometimes() -> None:
    question = asked("b", required_if=when("a", "more_than", "1000"))
    sections = [{"questions": [asked("a"), question]}]
    assert [
        settle(sections, {"a": pounds})[0]["questions"][1]["required"] for pounds in ("1000", "1001")
    ] == [
        False,
        True,
    ]


def test_files_count_as_answers() -> None:
    sections = [{"questions": [asked("a", type="file"), asked("b", when("a", "answered"))]}]
    assert shown_ids(sections, {}) == {"a"}
    assert shown_ids(sections, {}, {"a"}) == {"a", "b"}


def test_followers_are_found_through_others() -> None:
    nested = {"all": [{"any": [when("b", "answered")]}]}
    questions = [asked("a"), asked("b", when("a", "answered")), asked("c", nested), asked("d")]
    assert followers([{"questions": questions}], ["a"]) == {"b", "c"}
