"""Form fields that the questions of a form need and no other form has."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fund.common.dates import format_date
from fund.common.forms import DateInput
from fund.common.money import PENNY
from fund.common.postcodes import postcode_key, write_postcode
from grants.forms.conditions import FIRST_YEAR, LAST_YEAR
from grants.forms.patterns import misfit

_PHONE = re.compile(r"\+?[0-9]{10,15}")


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
    """One line of text, its limit and the shape it must have (see `patterns`) said in plain words."""

    def __init__(self, *, limit: int, shape: str = "", **kwargs: Any) -> None:
        self.limit, self.shape = limit, shape
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(f"Use {self.limit} characters or fewer. You have used {len(value)}.")
        if value and (words := misfit(self.shape, value)):
            raise ValidationError(words)


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class PostcodeField(forms.CharField):
    """A postcode as people type it, written with its space and in capitals."""

    widget = forms.TextInput(attrs={"autocomplete": "postal-code", "autocapitalize": "characters"})

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed and not postcode_key(typed):
            raise ValidationError("Enter a full postcode, like WN1 1AA")
        return write_postcode(postcode_key(typed))


class PhoneField(forms.CharField):
    """A phone number, kept with the spaces that make it readable."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed and not _PHONE.fullmatch(re.sub(r"[\s().-]", "", typed)):
            raise ValidationError("Enter a phone number, like 01942 123456 or 07700 900123")
        return typed


class WholeField(forms.IntegerField):
    """A whole number of people or things, one or more, with or without commas."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        words = "Enter a whole number, like 40"
        kwargs["error_messages"] = {
            "invalid": words,
            "min_value": words,
            "max_value": words,
            **kwargs.get("error_messages", {}),
        }
        super().__init__(min_value=1, max_value=999_999_999, **kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(str(value or "").replace(",", "").strip() or None)


class FewChoicesField(forms.MultipleChoiceField):
    """Several choices, but no more than `most` of them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, most: int | None, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if self.most and len(value) > self.most:
            raise ValidationError(f"Tick {self.most} or fewer. You have ticked {len(value)}")


class DayField(forms.DateField):
    """A day, by the browser's own control or typed day first, within limits if there are any."""

    def __init__(self, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        errors = {"invalid": "Enter a real date, like 27/3/2027", **kwargs.pop("error_messages", {})}
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"]
        super().__init__(widget=DateInput(), input_formats=formats, error_messages=errors, **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(f"Enter a date between {FIRST_YEAR} and {LAST_YEAR}")
        if value and self.earliest and value < self.earliest:
            raise ValidationError(f"Enter {format_date(self.earliest)} or a later day")
        if value and self.latest and value > self.latest:
            raise ValidationError(f"Enter {format_date(self.latest)} or an earlier day")
