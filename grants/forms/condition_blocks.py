"""How an editor writes conditions on earlier questions: all or any of them, with groups inside."""

from typing import Any

from django import forms
from wagtail import blocks

from grants.forms.conditions import TESTS

JOINS = [("all", "all of these are true"), ("any", "any of these is true")]


class EarlierQuestionBlock(blocks.FieldBlock):
    """The words of an earlier question. The page offers the questions there are (`admin-rules.js`)."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(
            max_length=500,
            label="Question",
            help_text="Choose an earlier question of this form.",
            widget=forms.TextInput(attrs={"data-earlier-question": "", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)


class ComparisonBlock(blocks.StructBlock):
    question = EarlierQuestionBlock()
    test = blocks.ChoiceBlock(choices=list(TESTS.items()), default="is", label="")
    value = blocks.TextBlock(
        required=False,
        rows=1,
        label="Answer",
        help_text="As it stands among the choices, or a number, amount or day. For “is one of”, one a line.",
    )

    class Meta:
        icon = "help"
        label = "Condition"
        label_format = "{question} {test} {value}"


class GroupBlock(blocks.StructBlock):
    """Conditions that count together as one."""

    join = blocks.ChoiceBlock(choices=JOINS, default="any", label="It counts if")
    conditions = blocks.StreamBlock([("condition", ComparisonBlock())], min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Group of conditions"
        label_format = "{join}"


class ConditionsBlock(blocks.StructBlock):
    """Nothing in it: there is no condition."""

    join = blocks.ChoiceBlock(choices=JOINS, default="all", label="If")
    conditions = blocks.StreamBlock(
        [("condition", ComparisonBlock()), ("group", GroupBlock())], required=False, label="Conditions"
    )

    class Meta:
        label_format = "{conditions}"
