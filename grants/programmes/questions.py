"""The question types that an editor builds a form from."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock()
    hint = blocks.CharBlock(required=False)
    required = blocks.BooleanBlock(required=False, default=True)


class SectionBlock(blocks.StructBlock):
    """One page of the form."""

    title = blocks.CharBlock()
    questions = blocks.StreamBlock([("short_text", QuestionBlock())])


class QuestionsField(StreamField):
    """A StreamField whose blocks stay out of migrations: editing a question type changes no table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(
            [("section", SectionBlock())], **{k: v for k, v in kwargs.items() if k != "block_lookup"}
        )

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
