"""The steps of a grant, each with a day and an amount. Built in: it is paid as each is done."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from fund.common.forms import MoneyFormField
from fund.common.money import PENNY, ZERO, format_money
from grants.forms.blocks import BuiltInBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import DayField, LineField
from grants.forms.limits import LARGEST, LONGEST_TITLE, Limits
from grants.forms.paper import ROWS_ON_PAPER, PaperAnswer
from grants.forms.types.base import (
    BUILT_IN_GROUP,
    Fields,
    Names,
    RowsType,
    row_described,
    shown_day,
    text_in,
)
from grants.forms.values import shown_pounds, sum_of

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm


class Milestones(RowsType):
    name = "milestones"
    order = 250
    parts = ("title", "due", "amount")
    is_built_in = True
    is_required_always = True
    add_label = "Add another step"
    minutes = 15

    def block(self) -> blocks.Block:
        return BuiltInBlock(icon="list-ol", label="Built in: milestones", group=BUILT_IN_GROUP)

    def row_fields(self, question: Question, which: int, needed: bool, limits: Limits) -> Fields:
        title = row_described(f"Step {which}", needed, f"Enter what step {which} is")
        due = row_described(f"Done by, step {which}", needed, f"Enter when step {which} will be done")
        amount = row_described(f"Amount, step {which}", needed, f"Enter the amount of step {which}")
        return {
            "title": LineField(limit=LONGEST_TITLE, **title),
            "due": DayField(**due),
            "amount": MoneyFormField(least=PENNY, most=LARGEST, **amount),
        }

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        rows = self.cleaned_rows(form, question, cleaned)
        if self.has_none(form, question, rows, "title", "Enter at least one step"):
            return
        amounts, asked = [row["amount"] for row in rows], form.asked(cleaned)
        if None not in amounts and asked is not None and sum(amounts, ZERO) != asked:
            words = f"The steps must add up to {format_money(asked)}, which is what you ask for. "
            now = f"They add up to {format_money(sum(amounts, ZERO))} now"
            form.say(f"{question.id}_0_amount", words + now)

    def total(self, value: Any, asked: Decimal | None) -> str:
        rows = self.rows_in(value)
        of = f" of the {format_money(asked)} you ask for" if asked else ""
        return f"Together: {format_money(sum_of(rows, 'amount'))}{of}" if rows else ""

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        rows = [
            [text_in(row, "title"), shown_day(row.get("due")), shown_pounds(row.get("amount"))]
            for row in value
        ]
        total = ["Together", "", format_money(sum_of(value, "amount"))]
        return Shown(
            heads=["Step", "Done by", "Amount"], rows=[*rows, total] if len(rows) > 1 else rows, counted=(2,)
        )

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer(
            "Amounts that add up to what you ask for.",
            columns=["What will be done", "Done by", "Amount, £"],
            rows=ROWS_ON_PAPER,
        )


TYPE = Milestones()
