"""The questions that take more than one field: pairs of dates, addresses, and rows of fields."""

from collections.abc import Callable
from typing import Any

from django import forms

from fund.common.forms import MoneyFormField
from fund.common.money import PENNY, ZERO
from grants.forms.controls import DayField, LineField, PercentField, PostcodeField, WholeField
from grants.forms.limits import LARGEST, LONGEST_TITLE, Limits, Question

Fields = dict[str, forms.Field]


def _dates(question: Question) -> Fields:
    parts = {"starts": ("Starts on", "Enter the day it starts"), "ends": ("Ends on", "Enter the day it ends")}
    return {
        f"{question['id']}_{part}": DayField(
            label=label, required=question["required"], error_messages={"required": missing}
        )
        for part, (label, missing) in parts.items()
    }


def _address(question: Question) -> Fields:
    parts = {"line1": "Address line 1", "line2": "Address line 2", "town": "Town"}
    auto = {"line1": "address-line1", "line2": "address-line2", "town": "address-level2"}
    made: Fields = {
        f"{question['id']}_{part}": LineField(
            limit=LONGEST_TITLE,
            label=label,
            required=question["required"] and part != "line2",
            widget=forms.TextInput(attrs={"autocomplete": auto[part]}),
        )
        for part, label in parts.items()
    }
    made[f"{question['id']}_postcode"] = PostcodeField(label="Postcode", required=question["required"])
    return made


SEVERAL: dict[str, Callable[[Question], Fields]] = {
    "dates": _dates,
    "date_range": _dates,
    "address": _address,
}


def row_of(question: Question, number: int, *, needed: bool, limits: Limits) -> Fields:
    """The fields of one row by name; `needed` when something in it has been typed.

    A question that must be answered needs its first row, so that row never says that it is optional.
    """
    made = _ROW[question["type"]](question, number + 1, needed, limits)
    for field in made.values():
        field.needed = number == 0 and question["required"]  # type: ignore[attr-defined]
    return {f"{question['id']}_{number}_{part}": field for part, field in made.items()}


def _said(label: str, needed: bool, missing: str, **own: str) -> dict[str, Any]:
    return {"label": label, "required": needed, "error_messages": {"required": missing, **own}}


def _area(question: Question, which: int, needed: bool, limits: Limits) -> Fields:
    said = _said(
        f"Ward {which}", needed, f"Choose ward {which}", invalid_choice="Choose a ward from the list"
    )
    return {
        "area": forms.ChoiceField(choices=[("", "Choose a ward"), *limits.areas], **said),
        "percent": PercentField(
            **_said(f"Share of ward {which}", needed, f"Enter the share of ward {which}")
        ),
    }


def _milestone(question: Question, which: int, needed: bool, limits: Limits) -> Fields:
    due = _said(f"Done by, step {which}", needed, f"Enter when step {which} will be done")
    amount = _said(f"Amount, step {which}", needed, f"Enter the amount of step {which}")
    return {
        "title": LineField(
            limit=LONGEST_TITLE, **_said(f"Step {which}", needed, f"Enter what step {which} is")
        ),
        "due": DayField(**due),
        "amount": MoneyFormField(least=PENNY, most=LARGEST, **amount),
    }


def _cost(question: Question, which: int, needed: bool, limits: Limits) -> Fields:
    """An empty share is nothing: most items have one payer."""
    cost = _said(f"Cost of item {which}", needed, f"Enter the cost of item {which}")
    payers = {"ours": "From this fund", "elsewhere": "From elsewhere"}
    return {
        "item": LineField(
            limit=LONGEST_TITLE, **_said(f"Item {which}", needed, f"Enter what item {which} is")
        ),
        "cost": MoneyFormField(least=PENNY, most=LARGEST, **cost),
        **{
            part: MoneyFormField(least=ZERO, most=LARGEST, label=f"{label}, item {which}", required=False)
            for part, label in payers.items()
        },
    }


def _outcome(question: Question, which: int, needed: bool, limits: Limits) -> Fields:
    said = _said(
        f"Measure {which}", needed, f"Choose measure {which}", invalid_choice="Choose a measure from the list"
    )
    measure: forms.Field
    if question.get("measures"):
        choices = [("", "Choose a measure"), *((name, name) for name in question["measures"])]
        measure = forms.ChoiceField(choices=choices, **said)
    else:
        measure = LineField(
            limit=LONGEST_TITLE, **_said(f"Measure {which}", needed, f"Enter what measure {which} counts")
        )
    target = _said(f"Number for measure {which}", needed, f"Enter the number for measure {which}")
    return {"measure": measure, "target": WholeField(**target)}


_ROW: dict[str, Callable[[Question, int, bool, Limits], Fields]] = {
    "areas": _area,
    "milestones": _milestone,
    "budget": _cost,
    "outcomes": _outcome,
}
