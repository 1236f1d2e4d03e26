"""The base of every form: our templates, errors tied to their fields, and the controls that we repeat."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString, mark_safe

from fund.common import quick_widgets
from fund.common.errors import Refused
from fund.common.money import format_money, parse_money


class FormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `field.as_field_group` with our templates, allauth's forms too."""

    form_template_name = "components/_form.html"
    field_template_name = "components/_field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        drawn = quick_widgets.draw(template_name, context)
        return mark_safe(super().render(template_name, context, request)) if drawn is None else drawn


UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


# Said where a form has no words of its own: Django's speak of an "email" and a "URL".
_INVALID: dict[type[forms.Field], str] = {
    forms.EmailField: "Enter an e-mail address, like name@example.org",
}


def refuse_unseen(text: str) -> None:
    """Names stand in letters and agreements: one that turns the rest of its line round could change them."""
    if UNSEEN.search(text):
        raise ValidationError("This holds a character that can't be seen. Type it again by hand.")


def plainly(error: Any) -> Any:
    """The error of a moment that clocks in London show twice, or never, in words that say what to do."""
    if getattr(error, "code", "") != "ambiguous_timezone":
        return error
    return ValidationError(
        "The clocks change then, so that time comes twice or never. Choose an hour earlier or later"
    )


class SaysErrors(forms.BaseForm):
    """Errors are said by us, in plain words, on top of the page and beside the field; not by the browser."""

    use_required_attribute = False
    marks_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_plain_errors()

    def set_plain_errors(self) -> None:
        """Give every field our words for what may be wrong: for fields that came after the form was made."""
        self.name_required_fields()
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and type(field.widget) is forms.TextInput:
                field.validators.append(refuse_unseen)
            for kind, words in _INVALID.items():
                if isinstance(field, kind):
                    field.error_messages.setdefault("invalid", words)

    def name_required_fields(self) -> None:
        """Name the question in the words for an empty answer. Call it again after changing a label."""
        for name, field in self.fields.items():
            if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_is_missing(
                    field, str(field.label or pretty_name(name))
                )

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, plainly(error))

    def refuse(self, refused: Refused) -> None:
        """Say why an act was refused, beside the field that it is about if the form has it."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, refused.sentence)

    @contextmanager
    def showing_refusals(self) -> Iterator[None]:
        """Do an act inside: where it is refused the form says why, and the view goes on after the block."""
        try:
            yield
        except Refused as refused:
            self.refuse(refused)


class BaseForm(SaysErrors, forms.Form):
    """The base of our forms."""


class ConfirmForm(BaseForm):
    """Nothing to fill in: posting it is the answer."""


class BaseModelForm(SaysErrors, forms.ModelForm):
    """The base of our forms on a model."""


def offer(form: forms.BaseForm, name: str, among: QuerySet[Any] | Iterable[tuple[Any, Any]]) -> None:
    """Let people choose, in the field `name`, among these rows, or among pairs of a value and its words."""
    field: Any = form.fields[name]
    if isinstance(among, QuerySet):
        field.queryset = among
    else:
        field.choices = list(among)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def _what_is_missing(field: forms.Field, label: str) -> str:
    """`Enter your name`, `Choose a ward`, `Answer "What will you do?"`: what to do, naming the question."""
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    if label.endswith("?"):
        return f"Answer “{label}”"
    inner = label if label[:2].isupper() and label[:2].isalpha() else label[:1].lower() + label[1:]
    chooses = isinstance(field, forms.FileField | forms.ChoiceField | forms.ModelChoiceField)
    return f"{'Choose' if chooses else 'Enter'} {inner}"


class MoneyInput(forms.TextInput):
    """A text box with a pound sign before it."""

    prefix = "£"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return format_money(value).replace("£", "")
        return super().format_value(value)


class MoneyFormField(forms.Field):
    """Pounds as people type them. Limits are Decimals and are said in the error."""

    widget = MoneyInput

    def __init__(self, *, least: Decimal | None = None, most: Decimal | None = None, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return parse_money(str(value))
        except Refused as refused:
            raise ValidationError(refused.sentence) from refused

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        too_little = self.least is not None and value < self.least
        too_much = self.most is not None and value > self.most
        if too_little or too_much:
            raise ValidationError(self._limits())

    def _limits(self) -> str:
        if self.least is not None and self.most is not None:
            return f"Enter an amount between {format_money(self.least)} and {format_money(self.most)}"
        if self.least is not None:
            return f"Enter {format_money(self.least)} or more"
        return f"Enter {format_money(self.most or Decimal())} or less"


class SeveralRows(forms.ModelMultipleChoiceField):
    """Rows to tick. A number that is too long for a key names none of them, on either database."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list") from None


class WordsField(forms.CharField):
    """Long text with a limit in words, counted as people count: by the spaces between them."""

    def __init__(self, *, word_limit: int | None = None, rows: int = 6, **kwargs: Any) -> None:
        self.word_limit = word_limit
        attrs: dict[str, Any] = {"rows": rows}
        if word_limit:
            attrs["data-word-limit"] = word_limit
        kwargs.setdefault("widget", forms.Textarea(attrs))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        words = len(value.split())
        if self.word_limit and words > self.word_limit:
            over = words - self.word_limit
            raise ValidationError(
                f"Use {self.word_limit} words or fewer. You have used {words}, which is {over} too many."
            )


class DateInput(forms.DateInput):
    """The browser's own date control, which always speaks ISO dates to us."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own date and time control, in London time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class FilterForm(forms.Form):
    """A form of filters, sent by GET: nothing is required and a wrong value filters nothing."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def chosen(self) -> dict[str, Any]:
        """The filters that were given and make sense, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
