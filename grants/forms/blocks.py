"""The parts of a question's block that every type shares. Each type has its own block in its module."""

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from grants.forms.condition_blocks import ConditionsBlock


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
    show_if = ConditionsBlock(label="Rule")
    required_if = ConditionsBlock(label="Rule")

    def get_form_layout(self) -> BlockGroup:
        rare = ("example", "error", "show_if", "required_if")
        needed = folded("Must be answered only if…", "check", "required_if")
        words = folded("Example, and error words of your own", "edit", "example", "error")
        own = [name for name in self.child_blocks if name not in rare]
        return BlockGroup([*own, show_group(), needed, words])


class BuiltInBlock(blocks.StructBlock):
    """A question that later stages read. It must always be answered."""

    label = blocks.CharBlock(max_length=200)
    hint = blocks.CharBlock(required=False, max_length=500)
