"""One form field, or a few, for each type of question."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html

from fund.common.forms import DateInput, MoneyFormField, WordsField
from fund.common.money import PENNY, format_money
from grants.programmes.models import Round
from grants.programmes.reading import eligible_wards

LONGEST_TITLE = 150
LARGEST = Decimal("9999999999.99")
Question = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """What a round allows, for the questions that must keep to it. `areas`: code and name of each ward."""

    least: Decimal
    most: Decimal
    months: int
    areas: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, round_: Round, *, with_areas: bool = True) -> "Limits":
        areas = [(area.code, area.name) for area in eligible_wards(round_)] if with_areas else []
        return cls(round_.least, round_.most, round_.months, areas)


class NumberField(forms.DecimalField):
    """A number as people type it, with or without commas."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(str(value).replace(",", "") if value is not None else None)


class PercentInput(forms.TextInput):
    suffix = "%"


class PercentField(forms.DecimalField):
    """A share of a hundred, to two places; `50%` and `50` are the same."""

    widget = PercentInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        words = "Enter a share between 0.01 and 100, like 50 or 33.33"
        errors = dict.fromkeys(("invalid", "min_value", "max_value", "max_decimal_places"), words)
        kwargs["error_messages"] = {**errors, **kwargs.get("error_messages", {})}
        super().__init__(min_value=PENNY, max_value=Decimal(100), decimal_places=2, **kwargs)
        self.widget.input_type = "text"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(str(value or "").replace("%", "").strip() or None)


class LineField(forms.CharField):
    """One line of text, its limit said in plain words."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(f"Use {self.limit} characters or fewer. You have used {len(value)}.")


def _said(question: Question, extra: str = "", **kwargs: Any) -> dict[str, Any]:
    """The label, hint and need of a question. A publisher's words are text, never HTML."""
    hint = question.get("hint") or ""
    words = format_html("{} {}", hint, extra) if hint and extra else conditional_escape(hint or extra)
    return {"label": question["label"], "help_text": words, "required": question["required"], **kwargs}


def _date(**kwargs: Any) -> forms.DateField:
    errors = {"invalid": "Enter a real date, like 27/3/2027", **kwargs.pop("error_messages", {})}
    formats = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"]
    return forms.DateField(widget=DateInput(), input_formats=formats, error_messages=errors, **kwargs)


def _line(question: Question, limits: Limits) -> forms.Field:
    return LineField(limit=question.get("limit", LONGEST_TITLE), **_said(question))


def _words(question: Question, limits: Limits) -> forms.Field:
    most = question.get("words", 250)
    rows = 4 if most <= 100 else 8
    return WordsField(word_limit=most, rows=rows, **_said(question, f"Up to {most} words."))


def _number(question: Question, limits: Limits) -> forms.Field:
    least, most = (Decimal(question[end]) if end in question else None for end in ("least", "most"))
    says = f"Enter a number{f' of {least} or more' if least is not None else ''}"
    says += f"{' and' if least is not None else ' of'} {most} or less" if most is not None else ""
    errors = {"invalid": "Enter a number, like 12", "min_value": says, "max_value": says}
    return NumberField(
        min_value=least, max_value=most, max_digits=18, error_messages=errors,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), **_said(question),
    )  # fmt: skip


def _money(question: Question, limits: Limits) -> forms.Field:
    least = Decimal(question["least"]) if "least" in question else Decimal(0)
    most = Decimal(question["most"]) if "most" in question else LARGEST
    return MoneyFormField(least=least, most=most, **_said(question))


def _amount(question: Question, limits: Limits) -> forms.Field:
    least = max(limits.least, PENNY)
    extra = f"You can ask for {format_money(limits.least)} to {format_money(limits.most)}."
    return MoneyFormField(least=least, most=limits.most, **_said(question, extra))


def _one_date(question: Question, limits: Limits) -> forms.Field:
    return _date(**_said(question))


def _choice(question: Question, limits: Limits) -> forms.Field:
    choices = [(choice, choice) for choice in question["choices"]]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_said(question))


def _choices(question: Question, limits: Limits) -> forms.Field:
    choices = [(choice, choice) for choice in question["choices"]]
    extra = "Tick all that apply."
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices, widget=widget, **_said(question, extra))


def _yes_no(question: Question, limits: Limits) -> forms.Field:
    return forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, **_said(question)
    )


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


def _file(question: Question, limits: Limits) -> forms.Field:
    """Whether a file is needed is judged by the files already given, not by this control."""
    most = question.get("most", 1)
    extra = "One file." if most == 1 else f"Up to {most} files."
    widget = forms.FileInput() if most == 1 else ManyFilesInput()
    made = forms.FileField(widget=widget, **_said(question, extra))
    made.needed, made.required = made.required, False  # type: ignore[attr-defined]
    return made


_ONE: dict[str, Callable[[Question, Limits], forms.Field]] = {
    "short_text": _line,
    "title": _line,
    "long_text": _words,
    "summary": _words,
    "number": _number,
    "money": _money,
    "amount": _amount,
    "date": _one_date,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "file": _file,
}


def _dates(question: Question) -> dict[str, forms.Field]:
    parts = {"starts": ("Starts on", "Enter the day it starts"), "ends": ("Ends on", "Enter the day it ends")}
    return {
        f"{question['id']}_{part}": _date(label=label, error_messages={"required": missing})
        for part, (label, missing) in parts.items()
    }


def _area_row(name: str, number: int, needed: bool, limits: Limits) -> dict[str, forms.Field]:
    which = number + 1
    errors = {"required": f"Choose ward {which}", "invalid_choice": "Choose a ward from the list"}
    choices = [("", "Choose a ward"), *limits.areas]
    area = forms.ChoiceField(choices=choices, label=f"Ward {which}", required=needed, error_messages=errors)
    share = PercentField(
        label=f"Share of ward {which}", required=needed,
        error_messages={"required": f"Enter the share of ward {which}"},
    )  # fmt: skip
    return {f"{name}_{number}_area": area, f"{name}_{number}_percent": share}


def _milestone_row(name: str, number: int, needed: bool) -> dict[str, forms.Field]:
    which = number + 1
    return {
        f"{name}_{number}_title": LineField(
            limit=LONGEST_TITLE, label=f"Step {which}", required=needed,
            error_messages={"required": f"Enter what step {which} is"},
        ),
        f"{name}_{number}_due": _date(
            label=f"Done by, step {which}", required=needed,
            error_messages={"required": f"Enter when step {which} will be done"},
        ),
        f"{name}_{number}_amount": MoneyFormField(
            label=f"Amount, step {which}", required=needed, least=PENNY, most=LARGEST,
            error_messages={"required": f"Enter the amount of step {which}"},
        ),
    }  # fmt: skip


def fields_of(question: Question, limits: Limits, *, typed_rows: int, rows: int) -> dict[str, forms.Field]:
    """The form fields of one question by name. Of `rows` rows, the first `typed_rows` must be complete."""
    name, kind = question["id"], question["type"]
    if kind == "dates":
        return _dates(question)
    made: dict[str, forms.Field] = {}
    if kind in ("areas", "milestones"):
        for number in range(rows):
            needed = number < typed_rows
            if kind == "areas":
                made |= _area_row(name, number, needed, limits)
            else:
                made |= _milestone_row(name, number, needed)
        return made
    return {name: _ONE[kind](question, limits)}
