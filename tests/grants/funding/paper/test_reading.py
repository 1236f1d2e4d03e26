"""Every type of question, and every rule, in words for people who read the form on paper."""

import pytest

from grants.forms.condition_words import describe_condition
from grants.forms.conditions import parse_condition
from grants.forms.limits import Limits
from grants.forms.types import all_types
from grants.funding.paper.reading import read_questions
from tests.factories import add_question, make_question_set, make_round, rule_on
from tests.grants.forms.questions import question, when

NUMBERS = {"a": 4, "b": 7, "c": 9}


@pytest.mark.parametrize("name", sorted(all_types()))
def test_every_type_says_on_paper_what_it_asks_for(name: str) -> None:
    asked = question(name, choices=["A", "B"], words=100)
    answer = asked.type.on_paper(asked, Limits())
    assert bool(answer.asks) == asked.type.is_asked


@pytest.mark.parametrize(
    ("test", "kind", "values", "words"),
    [
        ("is", "text", ["yes"], "question 4 is “Yes”"),
        ("is_not", "text", ["Other"], "question 4 is not “Other”"),
        ("one_of", "text", ["A hall", "A field"], "question 4 is “A hall” or “A field”"),
        ("more_than", "number", ["500"], "question 4 is more than 500"),
        ("less_than", "day", ["27/3/2027"], "question 4 is earlier than 27 March 2027"),
        ("answered", "text", [], "question 4 is answered"),
    ],
)
def test_rule_is_said_by_the_number_of_its_question(
    test: str, kind: str, values: list[str], words: str
) -> None:
    condition = parse_condition({"all": [when("a", test, *values, kind=kind)]})
    assert describe_condition(condition, NUMBERS) == words


def test_groups_of_a_rule_stand_in_brackets() -> None:
    answered = [when(name, "answered") for name in NUMBERS]
    rule = {"all": [answered[0], {"any": answered[1:]}]}
    assert describe_condition(parse_condition(rule), NUMBERS) == (
        "question 4 is answered and (question 7 is answered or question 9 is answered)"
    )


@pytest.mark.django_db
def test_rules_of_a_form_are_said_beside_their_questions() -> None:
    round_ = make_round()
    works = "Do you work with children?"
    add_question(round_, "question_set", make_question_set())
    more = {"label": "More", "hint": "Say it.", "example": "Tea", "limit": 160, "shape": "",
            "required": True, "required_if": rule_on(works, "is", "no")}  # fmt: skip
    add_question(round_, "short_text", more)
    asked = {question.label: question for section in read_questions(round_) for question in section.questions}
    number = asked[works].number
    safe, more_said = asked["Who keeps them safe?"], asked["More"]
    assert safe.answer.asks == f"Only if question {number} is “Yes”. Up to 100 characters."
    assert more_said.answer.asks == f"Must be answered if question {number} is “No”. Up to 160 characters."
    assert (more_said.hint, more_said.required, more_said.answer.lines) == (
        "Say it. For example: Tea",
        True,
        3,
    )


@pytest.mark.django_db
def test_words_that_ask_nothing_have_no_number() -> None:
    round_ = make_round()
    add_question(round_, "guidance", {"label": "Before you begin", "text": "Have your accounts to hand."})
    add_question(round_, "number", {"label": "How many?"})
    first, second = read_questions(round_)[1].questions[-2:]
    assert (first.number, first.hint) == (0, "Have your accounts to hand.")
    assert second.number == read_questions(round_)[1].questions[-3].number + 1
