"""Forms to start from, by the size of what is asked for. Each works as it is and passes the form check."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from grants.forms.questions import Questions, built, starter_questions

SMALL = Decimal(2000)
Form = list[tuple[str, dict[str, Any]]]
TRUE = "What we say here is true, and our group agrees to it."


@dataclass(frozen=True)
class FormTemplate:
    name: str
    says: str
    build: Callable[[], Form]


def one_page() -> Form:
    """Everything on a single page, for small sums."""
    questions: Questions = [
        ("title", {"label": "What is your idea called?", "hint": "A few words that people will remember."}),
        ("summary", {"label": "Your idea in a sentence or two", "words": 60,
                     "hint": "We publish this if you get a grant."}),
        ("long_text", {"label": "What will you do, and who is it for?", "hint": "Plain words are best.",
                       "words": 200, "recording": True}),
        ("dates", {"label": "When will it start and end?"}),
        ("areas", {"label": "Which wards will it help?", "hint": "Share 100% between them."}),
        ("amount", {"label": "How much do you need?", "hint": "The whole cost, less what you have."}),
        ("milestones", {"label": "What are the steps?", "hint": "One may do. We pay as each is done."}),
        ("declaration", {"label": TRUE}),
    ]  # fmt: skip
    return built([("Your idea", questions)])


def full() -> Form:
    """Step by step, for larger sums."""
    return built(
        [
            ("Your idea", _idea()),
            ("People and places", _people()),
            ("What will change", _change()),
            ("Money and steps", _money()),
            ("Before you send", [("declaration", {"label": TRUE})]),
        ]
    )


def _idea() -> Questions:
    return [
        ("title", {"label": "What is your idea called?", "hint": "A few words that people will remember."}),
        ("summary", {"label": "Your idea in a sentence or two", "words": 60,
                     "hint": "We publish this if you get a grant."}),
        ("long_text", {"label": "What will you do?", "hint": "Plain words are best.", "words": 300,
                       "recording": True}),
        ("long_text", {"label": "What do people and places here already have?", "words": 200,
                       "hint": "Skills, rooms, friendships, trust."}),
        ("dates", {"label": "When will it start and end?"}),
    ]  # fmt: skip


def _people() -> Questions:
    works = "Will you work with children, or with adults who need care?"
    return [
        ("long_text", {"label": "Who is it for, and who helped to shape it?", "words": 200}),
        ("number", {"label": "How many people will take part?", "hint": "Your best guess is fine.",
                    "least": Decimal(1)}),
        ("areas", {"label": "Which wards will it help?", "hint": "Share 100% between them."}),
        ("yes_no", {"label": works}),
        ("short_text", {"label": "Who in your group keeps them safe?", "limit": 100,
                        "hint": "Their name and what they do.", "show_if": only_if(works, "yes")}),
    ]  # fmt: skip


def _change() -> Questions:
    return [
        ("outcomes", {"label": "What do you promise?", "hint": "A thing you can count, and how many."}),
        ("long_text", {"label": "What will be different, and how will you know?", "words": 200}),
    ]


def _money() -> Questions:
    other = "Do you have other money for this?"
    return [
        ("amount", {"label": "How much do you need?", "hint": "The whole cost, less what you have."}),
        ("budget", {"label": "What will you spend it on?"}),
        ("yes_no", {"label": other}),
        ("short_text", {"label": "Who gives it, and how much?", "limit": 200,
                        "show_if": only_if(other, "yes")}),
        ("milestones", {"label": "What are the steps?", "hint": "We pay as each is done. The amounts must "
                        "add up to what you ask for."}),
        ("file", {"label": "Your latest accounts, if you have them", "required": False, "most": 2}),
    ]  # fmt: skip


def only_if(question: str, answer: str) -> dict[str, Any]:
    """The rule that an earlier question is answered so."""
    condition = {"question": question, "test": "is", "value": answer}
    return {"join": "all", "conditions": [("condition", condition)]}


TEMPLATES = {
    "one-page": FormTemplate("One page (up to £2,000)", "One section with eight short questions.", one_page),
    "full": FormTemplate(
        "Full (over £2,000)", "Five sections, with a budget, promises and what will change.", full
    ),
}


def fits_best(most: Decimal) -> str:
    """The template for a round that gives up to `most` pounds."""
    return "one-page" if most <= SMALL else "full"


def is_as_started(questions: Any) -> bool:
    """Whether nobody has touched the form yet: it is empty, or the one that every round starts with."""
    asked = [[part.value["label"] for part in section.value["questions"] if hasattr(part.value, "get")]
             for section in questions]  # fmt: skip
    begun = [[said["label"] for _kind, said in value["questions"]] for _section, value in starter_questions()]
    return not asked or asked == begun
