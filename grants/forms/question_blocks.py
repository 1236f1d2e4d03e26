"""What an editor fills in to make a question, one class for each type."""

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from grants.forms.patterns import PATTERNS
from grants.forms.rule_blocks import RuleBlock

SHAPES = [("", "Anything"), *((key, pattern.name) for key, pattern in PATTERNS.items())]


def folded(heading: str, icon: str, *names: str) -> BlockGroup:
    """What is rarely filled in, folded away under its heading."""
    return BlockGroup([*names], heading=heading, icon=icon, classname="collapsed", label_format="")


def show_group() -> BlockGroup:
    return folded("Show only if…", "view", "show_if")


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    label = blocks.CharBlock(max_length=200)
    hint = blocks.CharBlock(required=False, max_length=500)
    required = blocks.BooleanBlock(required=False, default=True, label="Must be answered")
    example = blocks.CharBlock(
        required=False, max_length=200, help_text="Stands under the hint as “For example: …”"
    )
    error = blocks.CharBlock(
        required=False,
        max_length=200,
        label="Error words of your own",
        help_text="Said when an answer does not fit, in place of ours. Say what to do.",
    )
    show_if = RuleBlock(label="Rule")
    required_if = RuleBlock(label="Rule")

    def get_form_layout(self) -> BlockGroup:
        rare = ("example", "error", "show_if", "required_if")
        needed = folded("Must be answered only if…", "check", "required_if")
        words = folded("Example, and error words of your own", "edit", "example", "error")
        own = [name for name in self.child_blocks if name not in rare]
        return BlockGroup([*own, show_group(), needed, words])


class ShortTextBlock(QuestionBlock):
    limit = blocks.IntegerBlock(default=150, min_value=1, max_value=500, label="Most characters")
    shape = blocks.ChoiceBlock(choices=SHAPES, required=False, default="", label="What it looks like")

    class Meta:
        icon = "minus"
        label = "Short text"


class LongTextBlock(QuestionBlock):
    words = blocks.IntegerBlock(default=250, min_value=1, max_value=5000, label="Most words")
    recording = blocks.BooleanBlock(
        required=False,
        default=False,
        label="May be said in a recording",
        help_text="Groups may give sound or video in place of written words. An officer types what is said.",
    )

    class Meta:
        icon = "pilcrow"
        label = "Long text"


class NumberBlock(QuestionBlock):
    least = blocks.DecimalBlock(required=False)
    most = blocks.DecimalBlock(required=False)

    class Meta:
        icon = "order"
        label = "Number"


class MoneyBlock(QuestionBlock):
    least = blocks.DecimalBlock(required=False, label="Least, in pounds")
    most = blocks.DecimalBlock(required=False, label="Most, in pounds")

    class Meta:
        icon = "decimal"
        label = "Money"


class DateBlock(QuestionBlock):
    earliest = blocks.DateBlock(required=False)
    latest = blocks.DateBlock(required=False)

    class Meta:
        icon = "date"
        label = "Date"


class ChoiceBlock(QuestionBlock):
    choices = blocks.TextBlock(label="Choices", help_text="One a line")

    class Meta:
        icon = "radio-full"
        label = "One choice"


class ChoicesBlock(QuestionBlock):
    choices = blocks.TextBlock(label="Choices", help_text="One a line")
    most = blocks.IntegerBlock(required=False, min_value=1, label="Most that may be ticked")

    class Meta:
        icon = "tasks"
        label = "Several choices"


class YesNoBlock(QuestionBlock):
    class Meta:
        icon = "check"
        label = "Yes or no"


class FileBlock(QuestionBlock):
    most = blocks.IntegerBlock(default=1, min_value=1, max_value=10, label="Most files")

    class Meta:
        icon = "doc-full"
        label = "File"


class DateRangeBlock(QuestionBlock):
    class Meta:
        icon = "date"
        label = "Two dates: from and to"


class EmailBlock(QuestionBlock):
    class Meta:
        icon = "mail"
        label = "E-mail address"


class PhoneBlock(QuestionBlock):
    class Meta:
        icon = "mobile-alt"
        label = "Phone number"


class PostcodeBlock(QuestionBlock):
    class Meta:
        icon = "site"
        label = "Postcode"


class AddressBlock(QuestionBlock):
    class Meta:
        icon = "home"
        label = "Address"


class BudgetBlock(QuestionBlock):
    class Meta:
        icon = "table"
        label = "Budget: what things cost and who pays"


class OutcomesBlock(QuestionBlock):
    measures = blocks.TextBlock(
        required=False,
        rows=3,
        help_text="One a line, like “People who come each week”. Leave empty to let groups name their own.",
    )

    class Meta:
        icon = "group"
        label = "Promises: a measure and a number"


class DeclarationBlock(blocks.StructBlock):
    """A sentence that must be ticked before sending."""

    label = blocks.CharBlock(max_length=500, label="What they declare", help_text="It must be ticked.")
    hint = blocks.CharBlock(required=False, max_length=500)
    show_if = RuleBlock(label="Rule")

    def get_form_layout(self) -> BlockGroup:
        return BlockGroup(["label", "hint", show_group()])

    class Meta:
        icon = "check"
        label = "Declaration"


class GuidanceBlock(blocks.StructBlock):
    """Words to read between questions. Nobody answers it."""

    label = blocks.CharBlock(max_length=200, label="Heading")
    text = blocks.TextBlock(rows=4)
    show_if = RuleBlock(label="Rule")

    def get_form_layout(self) -> BlockGroup:
        return BlockGroup(["label", "text", show_group()])

    class Meta:
        icon = "info-circle"
        label = "Guidance, no answer"


class BuiltInBlock(blocks.StructBlock):
    """A question that other stages read. It must always be answered."""

    label = blocks.CharBlock(max_length=200)
    hint = blocks.CharBlock(required=False, max_length=500)


class SummaryBlock(BuiltInBlock):
    words = blocks.IntegerBlock(default=60, min_value=1, max_value=300, label="Most words")
