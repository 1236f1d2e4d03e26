"""The wards that it helps, with the share of each. Built in: the money is split over them to the penny."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from wagtail import blocks

from grants.forms.blocks import BuiltInBlock
from grants.forms.definition import Question
from grants.forms.display import Shown
from grants.forms.form_fields import PercentField
from grants.forms.limits import Limits
from grants.forms.paper import ROWS_ON_PAPER, PaperAnswer
from grants.forms.types.base import BUILT_IN_GROUP, Fields, Names, RowsType, row_described, text_in

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm

HUNDRED = Decimal(100)
_SHARE = re.compile(r"[0-9]{1,4}(\.[0-9]{0,4})?")


class Areas(RowsType):
    name = "areas"
    order = 240
    parts = ("area", "percent")
    is_built_in = True
    is_required_always = True
    needs_areas = True
    add_label = "Add another ward"
    minutes = 3

    def block(self) -> blocks.Block:
        return BuiltInBlock(icon="site", label="Built in: areas", group=BUILT_IN_GROUP)

    def row_fields(self, question: Question, which: int, needed: bool, limits: Limits) -> Fields:
        area = row_described(
            f"Ward {which}", needed, f"Choose ward {which}", invalid_choice="Choose a ward from the list"
        )
        percent = row_described(f"Share of ward {which}", needed, f"Enter the share of ward {which}")
        return {
            "area": forms.ChoiceField(choices=[("", "Choose a ward"), *limits.areas], **area),
            "percent": PercentField(**percent),
        }

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        rows = self.cleaned_rows(form, question, cleaned)
        if self.has_none(form, question, rows, "area", "Choose at least one ward"):
            return
        self.once_each(form, question, rows, "area", "You have chosen this ward already")
        shares = [row["percent"] for row in rows]
        if all(row["area"] for row in rows) and None not in shares and sum(shares) != HUNDRED:
            words = f"The shares must add up to 100%. They add up to {sum(shares):f}% now"
            form.say(f"{question.id}_0_percent", words)

    def total(self, value: Any, asked: Decimal | None) -> str:
        rows = self.rows_in(value)
        shares = (_share(row.get("percent")) for row in rows)
        return f"Together: {sum(shares, Decimal()):f}% of 100%" if rows else ""

    def display(self, question: Question, value: Any, names: Names) -> Shown | None:
        """Each with the name that was frozen with the answer, or else its name now."""
        rows = [
            [
                text_in(row, "name") or names.get(text_in(row, "area"), text_in(row, "area")),
                _percent(text_in(row, "percent")),
            ]
            for row in value
        ]
        return Shown(heads=["Ward", "Share"], rows=rows, counted=(1,))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        wards = ", ".join(name for _code, name in limits.areas)
        asks = "Shares that add up to 100%." + (f" The wards of this round: {wards}." if wards else "")
        return PaperAnswer(asks, columns=["Ward", "Share, %"], rows=ROWS_ON_PAPER)


def _share(typed: Any) -> Decimal:
    """A share as typed; nothing where it is no number, or far from any share."""
    bare = str(typed).replace("%", "").strip()
    return Decimal(bare) if _SHARE.fullmatch(bare) else Decimal()


def _percent(typed: str) -> str:
    """`33.33%`, and `50%` rather than `50.00%`."""
    text = typed.removesuffix("%")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


TYPE = Areas()
