"""Questions as an editor leaves them."""

from typing import Any

from wagtail.blocks import StreamValue

from grants.forms.models import QuestionSet
from grants.funding.models import Round
from tests.factories.numbers import numbers


def rule_on(question: str, test: str = "is", value: str = "yes", join: str = "all") -> dict[str, Any]:
    """A rule of one condition on another question's words."""
    condition = {"question": question, "test": test, "value": value}
    return {"join": join, "conditions": [("condition", condition)]}


def make_question_set(*questions: tuple[str, dict[str, Any]], **fields: Any) -> QuestionSet:
    """A set that asks whether the group works with children and, if so, who keeps them safe."""
    asked = questions or (
        ("yes_no", {"label": "Do you work with children?", "required": True}),
        ("short_text", {"label": "Who keeps them safe?", "required": True, "limit": 100,
                        "show_if": rule_on("Do you work with children?")}),
    )  # fmt: skip
    made = QuestionSet(name=fields.pop("name", f"Set {next(numbers)}"), **fields)
    block = QuestionSet._meta.get_field("questions").stream_block
    made.questions = StreamValue(block, list(asked))
    made.save()
    made.refresh_from_db()
    return made


def add_question(round_: Round, kind: str, value: Any, *, section: int = 0) -> None:
    """Add a question to the end of a section of the round's form."""
    round_.form.questions[section].value["questions"].append((kind, value))
    round_.form.save()
    round_.form.refresh_from_db()
