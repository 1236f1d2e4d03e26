"""What changed between two versions of a form, said to the people who fill it in."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grants.forms.changes import describe_changes
from grants.forms.definition import FormDefinition
from tests.grants.forms.questions import one_page


def asked(name: str, label: str = "", **own: Any) -> dict[str, Any]:
    return {"id": name, "type": "short_text", "label": label or name, "required": True, **own}


def form(*questions: dict[str, Any], title: str = "One") -> FormDefinition:
    return one_page(questions, title=title)


def test_each_kind_of_change_has_its_sentence() -> None:
    before = form(asked("a"), asked("b"), asked("c", limit=50), asked("d"))
    after = form(
        asked("a", "Alpha"), asked("b", required=False), asked("c", limit=60), asked("e"), title="First"
    )
    assert describe_changes(before, after) == [
        "The part “One” is now called “First”.",
        "“a” now reads “Alpha”.",
        "“b” need not be answered now.",
        "“c” has changed: read its hint and limits again.",
        "New question: “e”, in “First”.",
        "“d” is no longer asked. What you wrote there is kept with your draft.",
    ]


def test_order_is_told_only_when_nothing_else_is() -> None:
    assert describe_changes(form(asked("a"), asked("b")), form(asked("b"), asked("a"))) == [
        "The questions stand in another order."
    ]


questions = st.lists(
    st.builds(asked, st.sampled_from("abcd"), st.sampled_from(["", "X"]), required=st.booleans()),
    unique_by=lambda question: question["id"],
)


@given(questions, questions)
def test_forms_are_alike_exactly_when_nothing_is_said(one: list[Any], other: list[Any]) -> None:
    assert (describe_changes(form(*one), form(*other)) == []) == (one == other)
