"""The forms of the demonstration's rounds, and the question set that the larger ones share."""

from decimal import Decimal
from typing import Any

from grants.forms.models import QuestionSet
from grants.forms.questions import Questions, built, whole_question
from grants.funding.form_templates import TEMPLATES, only_if

SAFE = "Keeping people safe"


def questions_for(scheme: str) -> list[tuple[str, dict[str, Any]]]:
    """The form of a scheme: one page for small sums, step by step and longer for big ones."""
    if scheme == "small":
        return TEMPLATES["one-page"].build()
    idea: Questions = [
        ("title", {"label": "What is your idea called?", "hint": "A few words that people will remember."}),
        ("summary", {"label": "Your idea in a sentence or two", "hint": "We publish this if you get a grant.",
                     "words": 60}),
        ("long_text", {"label": "What will you do?", "hint": "Plain words are best.", "words": 250,
                       "recording": True}),
        ("long_text", {"label": "What do people and places here already have?", "words": 250,
                       "hint": "Skills, rooms, friendships, trust."}),
        ("dates", {"label": "When will it start and end?"}),
    ]  # fmt: skip
    return built([("Your idea", idea), ("Who and where", _people(scheme)), ("Money and steps", _money())])


def _people(scheme: str) -> Questions:
    people: Questions = [
        ("long_text", {"label": "Who helped to shape it?", "words": 200}),
        ("number", {"label": "How many people will take part?", "hint": "Your best guess is fine.",
                    "least": Decimal(1)}),
        ("choices", {"label": "Who is it for?", "required": False, "choices": "Everybody\nChildren and young "
                     "people\nOlder people\nPeople with a disability\nCarers\nPeople who feel alone"}),
        ("areas", {"label": "Which wards will it help?", "hint": "Share 100% between them."}),
        ("question_set", QuestionSet.objects.get(name=SAFE)),
    ]  # fmt: skip
    if scheme == "big":
        different = {"label": "What will be different, and how will you know?", "words": 250}
        people.insert(2, ("long_text", different))
    return people


def _money() -> Questions:
    other = "Do you have other money for this?"
    return [
        ("amount", {"label": "How much do you need?", "hint": "The whole cost, less what you already have."}),
        ("milestones", {"label": "What are the steps?", "hint": "We pay as each is done. The amounts must "
                        "add up."}),
        ("yes_no", {"label": other, "required": False}),
        ("short_text", {"label": "Who gives it, and how much?", "limit": 150,
                        "show_if": only_if(other, "yes")}),
        ("file", {"label": "Accounts or a budget, if you have them", "required": False, "most": 2}),
    ]  # fmt: skip


def make_question_set() -> None:
    """What every larger form asks about looking after people, kept once."""
    works = "Will you work with children, or with adults who need care?"
    asked = [
        ("yes_no", {"label": works, "hint": "Think of helpers too."}),
        ("short_text", {"label": "Who in your group keeps them safe?", "hint": "Their name and role.",
                        "limit": 100, "show_if": only_if(works, "yes")}),
    ]  # fmt: skip
    QuestionSet.objects.create(
        name=SAFE,
        description="In every form for more than £2,000.",
        questions=[(kind, whole_question(kind, said)) for kind, said in asked],
    )
