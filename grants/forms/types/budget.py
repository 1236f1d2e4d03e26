"""What things cost and who pays: each cost is paid in full, and this fund's parts are what is asked for."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from fund.common.forms import MoneyFormField
from fund.common.money import PENNY, ZERO, format_money
from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import LineField
from grants.forms.limits import LARGEST, LONGEST_TITLE, Limits
from grants.forms.paper import ROWS_ON_PAPER, PaperAnswer
from grants.forms.types.base import Fields, Names, RowsType, row_described, text_in
from grants.forms.values import shown_pounds, sum_of

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm

PAYERS = {"ours": "From this fund", "elsewhere": "From elsewhere"}
AMOUNTS = ("cost", *PAYERS)


class BudgetBlock(QuestionBlock):
    class Meta:
        icon = "table"
        label = "Budget: what things cost and who pays"


class Budget(RowsType):
    name = "budget"
    order = 150
    parts = ("item", *AMOUNTS)
    add_label = "Add another item"
    minutes = 15

    def block(self) -> blocks.Block:
        return BudgetBlock()

    def row_fields(self, question: Question, which: int, needed: bool, limits: Limits) -> Fields:
        """An empty share is nothing: most items have one payer."""
        item = row_described(f"Item {which}", needed, f"Enter what item {which} is")
        cost = row_described(f"Cost of item {which}", needed, f"Enter the cost of item {which}")
        return {
            "item": LineField(limit=LONGEST_TITLE, **item),
            "cost": MoneyFormField(least=PENNY, most=LARGEST, **cost),
            **{
                part: MoneyFormField(least=ZERO, most=LARGEST, label=f"{label}, item {which}", required=False)
                for part, label in PAYERS.items()
            },
        }

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        rows, name = self.cleaned_rows(form, question, cleaned), question.id
        if self.has_none(form, question, rows, "item", "Enter at least one item"):
            return
        if any(f"{name}_{n}_{part}" in form.errors for n in range(len(rows)) for part in AMOUNTS):
            return
        for number, row in enumerate(rows):
            paid = (row["ours"] or ZERO) + (row["elsewhere"] or ZERO)
            if paid != row["cost"]:
                words = f"Item {number + 1} costs {format_money(row['cost'])}, but its parts add up to "
                form.say(f"{name}_{number}_cost", words + format_money(paid))
        ours, asked = sum((row["ours"] or ZERO for row in rows), ZERO), form.asked(cleaned)
        if asked is not None and ours != asked:
            words = (
                f"What comes from this fund must add up to {format_money(asked)}, which is what you ask for. "
            )
            form.say(f"{name}_0_ours", f"{words}It adds up to {format_money(ours)} now")

    def total(self, value: Any, asked: Decimal | None) -> str:
        rows = self.rows_in(value)
        if not rows:
            return ""
        cost, ours, others = (format_money(sum_of(rows, part)) for part in AMOUNTS)
        of = f" of the {format_money(asked)} you ask for" if asked else ""
        return f"Together: {cost}. From this fund: {ours}{of}. From elsewhere: {others}"

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        rows = [
            [text_in(row, "item"), *(shown_pounds(row.get(part) or "0") for part in AMOUNTS)] for row in value
        ]
        totals = ["Together", *(format_money(sum_of(value, part)) for part in AMOUNTS)]
        return Shown(
            heads=["Item", "Cost", *PAYERS.values()],
            rows=[*rows, totals] if len(rows) > 1 else rows,
            counted=(1, 2, 3),
        )

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        return PaperAnswer(
            "What this fund pays must add up to what you ask for.",
            columns=["What it is for", "Cost, £", "From this fund, £", "From elsewhere, £"],
            rows=ROWS_ON_PAPER + 3,
        )


TYPE = Budget()
