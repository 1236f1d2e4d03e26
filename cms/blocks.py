"""What editors build the text of a page from."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"


class PictureBlock(blocks.StructBlock):
    """A picture. What it shows is written once, on the picture itself."""

    picture = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "image"
        template = "cms/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock()
    who = blocks.CharBlock(required=False, max_length=120, label="who said it")

    class Meta:
        icon = "openquote"
        template = "cms/blocks/quote.html"


class NoticeBlock(blocks.StructBlock):
    """Something to know before going on."""

    title = blocks.CharBlock(max_length=120)
    words = blocks.RichTextBlock(features=["bold", "link", "ul"])

    class Meta:
        icon = "info-circle"
        template = "cms/blocks/notice.html"


class AnswerBlock(blocks.StructBlock):
    """A question that people ask, opened to show its answer."""

    question = blocks.CharBlock(max_length=200)
    answer = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul", "link", "document-link"])

    class Meta:
        icon = "help"
        label = "Question and answer"
        template = "cms/blocks/answer.html"


class ButtonBlock(blocks.StructBlock):
    """A link that asks to be followed: to a page of ours, or to an address."""

    words = blocks.CharBlock(max_length=60)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.URLBlock(required=False)

    class Meta:
        icon = "link"
        template = "cms/blocks/button.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=["Choose a page, or write an address: one of the two."]
            )
        return cleaned


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """Every block, by the name it is stored under."""
    return [
        ("text", TextBlock()),
        ("picture", PictureBlock()),
        ("quote", QuoteBlock()),
        ("notice", NoticeBlock()),
        ("answer", AnswerBlock()),
        ("button", ButtonBlock()),
    ]


class BodyField(StreamField):
    """The text of a page. Its blocks stay out of migrations: editing a block changes no table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        kwargs.setdefault("blank", True)
        super().__init__(body_blocks(), **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
