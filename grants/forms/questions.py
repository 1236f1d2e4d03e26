"""The fields in which an editor keeps the questions of a form, and the form that a new one starts with."""

from functools import cache
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

from grants.forms.set_blocks import QuestionSetBlock
from grants.forms.types import all_types

# Later stages can do nothing without these; a title, an amount, a place and a plan make a grant.
NEEDED = ("title", "amount", "areas", "milestones")
Questions = list[tuple[str, Any]]  # Each is its type and what is said of it, or a set.


class QuestionListBlock(blocks.StreamBlock):
    """The questions of one section."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        own = [(name, kind.block()) for name, kind in all_types().items()]
        super().__init__([*own, *(local_blocks or [])], **kwargs)


class SectionBlock(blocks.StructBlock):
    """One page of the form."""

    title = blocks.CharBlock(max_length=100)
    intro = blocks.TextBlock(required=False, rows=2)
    questions = QuestionListBlock([("question_set", QuestionSetBlock())])

    class Meta:
        icon = "form"
        label = "Section"


def starter_questions() -> list[tuple[str, dict[str, Any]]]:
    """A short form that works as it is: every built-in question, and one about the idea."""
    idea: Questions = [
        ("title", {"label": "What is your idea called?", "hint": "A few words that people will remember."}),
        (
            "summary",
            {
                "label": "Your idea in a sentence or two",
                "hint": "We publish this if you are awarded a grant.",
                "words": 60,
            },
        ),
        (
            "long_text",
            {"label": "What will you do?", "hint": "Plain words are best.", "required": True, "words": 250},
        ),
        ("dates", {"label": "When will it start and end?", "hint": ""}),
    ]
    where: Questions = [("areas", {"label": "Which wards will it help?", "hint": "Share 100% between them."})]
    money: Questions = [
        ("amount", {"label": "How much do you need?", "hint": "The whole cost, less what you already have."}),
        (
            "milestones",
            {
                "label": "What are the steps?",
                "hint": "We pay as each is done. The amounts must add up to what you ask for.",
            },
        ),
    ]
    sections = [("Your idea", idea), ("Where it helps", where), ("Money and milestones", money)]
    return built(sections)


def built(sections: list[tuple[str, Questions]]) -> list[tuple[str, dict[str, Any]]]:
    """Sections (title and questions) as the field keeps them, with every part of every question there."""
    return [
        (
            "section",
            {
                "title": title,
                "intro": "",
                "questions": [(kind, whole_question(kind, said)) for kind, said in questions],
            },
        )
        for title, questions in sections
    ]


def whole_question(kind: str, said: Any) -> Any:
    """What is `said`, and each other part as it is by itself: the editor's script knows no missing part."""
    block: Any = _blocks().get(kind)
    if block is None:  # A set, which has no parts.
        return said
    return {name: said.get(name, part.get_default()) for name, part in block.child_blocks.items()}


@cache
def _blocks() -> dict[str, Any]:
    return dict(QuestionListBlock().child_blocks)


class QuestionsField(StreamField):
    """A StreamField whose blocks stay out of migrations: editing a question type changes no table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", starter_questions)
        super().__init__(
            [("section", SectionBlock())], **{k: v for k, v in kwargs.items() if k != "block_lookup"}
        )

    def formfield(self, **kwargs: Any) -> Any:
        """A new round's form starts with the starter questions as blocks, not as the plain list."""
        return super().formfield(**{"initial": self.get_default, "show_hidden_initial": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        for ours in ("block_lookup", "default"):
            kwargs.pop(ours, None)
        return name, path, [], kwargs


class SetField(StreamField):
    """The questions of a set: the same blocks as in a section, but no set within a set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(QuestionListBlock(), **{k: v for k, v in kwargs.items() if k != "block_lookup"})

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
