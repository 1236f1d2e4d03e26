"""Every type of question, and every rule, in words for people who read the form on paper."""

import pytest

from grants.forms.questions import QuestionListBlock
from grants.forms.rule_words import say_rule
from grants.funding.paper.reading import _SHAPES, read_questions
from tests.factories import add_question, make_question_set, make_round, rule_on

NUMBERS = {"a": 4, "b": 7, "c": 9}


def test_every_type_has_its_own_words() -> None:
    assert set(QuestionListBlock().child_blocks) == set(_SHAPES)


@pytest.mark.parametrize(
    ("test", "values", "words"),
    [
        ("is", ["yes"], "question 4 is “Yes”"),
        ("is_not", ["Other"], "question 4 is not “Other”"),
        ("one_of", ["A hall", "A field"], "question 4 is “A hall” or “A field”"),
        ("more_than", ["500"], "question 4 is more than 500"),
        ("less_than", ["27/3/2027"], "question 4 is earlier than 27/3/2027"),
        ("answered", [], "question 4 is answered"),
    ],
)
def test_rule_is_said_by_the_number_of_its_question(test: str, values: list[str], words: str) -> None:
    assert say_rule({"all": [{"question": "a", "test": test, "values": values}]}, NUMBERS) == words


def test_groups_of_a_rule_stand_in_brackets() -> None:
    answered = [{"question": name, "test": "answered", "values": []} for name in NUMBERS]
    rule = {"all": [answered[0], {"any": answered[1:]}]}
    assert say_rule(rule, NUMBERS) == (
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
    assert safe.asks == f"Only if question {number} is “Yes”. Up to 100 characters."
    assert more_said.asks == f"Must be answered if question {number} is “No”. Up to 160 characters."
    assert (more_said.hint, more_said.required, more_said.lines) == ("Say it. For example: Tea", True, 3)


@pytest.mark.django_db
def test_words_that_ask_nothing_have_no_number() -> None:
    round_ = make_round()
    add_question(round_, "guidance", {"label": "Before you begin", "text": "Have your accounts to hand."})
    add_question(round_, "number", {"label": "How many?"})
    first, second = read_questions(round_)[1].questions[-2:]
    assert (first.number, first.hint) == (0, "Have your accounts to hand.")
    assert second.number == read_questions(round_)[1].questions[-3].number + 1
