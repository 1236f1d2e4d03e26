"""One form field, or a few, for each type of question."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html_join

from fund.common.forms import MoneyFormField, WordsField
from fund.common.money import PENNY, ZERO, format_money
from fund.files.kinds import DOCUMENTS
from fund.files.recordings import RECORDINGS
from grants.forms.controls import (
    DayField,
    FewChoicesField,
    LineField,
    ManyFilesInput,
    NumberField,
    PhoneField,
    PostcodeField,
)
from grants.forms.limits import LARGEST, LONGEST_TITLE, Limits, Question
from grants.forms.several import SEVERAL, row_of
from grants.forms.typed import MOST_RECORDINGS, ROWS, takes_recording


def _said(question: Question, extra: str = "", **kwargs: Any) -> dict[str, Any]:
    """The label, hint and need of a question. A publisher's words are text, never HTML."""
    example = f"For example: {question['example']}" if question.get("example") else ""
    words = format_html_join(" ", "{}", [(part,) for part in (question.get("hint"), example, extra) if part])
    return {"label": question["label"], "help_text": words, "required": question["required"], **kwargs}


def _line(question: Question, limits: Limits) -> forms.Field:
    limit, shape = question.get("limit", LONGEST_TITLE), question.get("shape", "")
    return LineField(limit=limit, shape=shape, **_said(question))


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
        min_value=least,
        max_value=most,
        max_digits=18,
        error_messages=errors,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        **_said(question),
    )


def _money(question: Question, limits: Limits) -> forms.Field:
    least = Decimal(question["least"]) if "least" in question else ZERO
    most = Decimal(question["most"]) if "most" in question else LARGEST
    return MoneyFormField(least=least, most=most, **_said(question))


def _amount(question: Question, limits: Limits) -> forms.Field:
    least = max(limits.least, PENNY)
    extra = f"You can ask for {format_money(limits.least)} to {format_money(limits.most)}."
    return MoneyFormField(least=least, most=limits.most, **_said(question, extra))


def _one_date(question: Question, limits: Limits) -> forms.Field:
    ends = (date.fromisoformat(question[end]) if end in question else None for end in ("earliest", "latest"))
    return DayField(*ends, **_said(question))


def _choice(question: Question, limits: Limits) -> forms.Field:
    choices = [(choice, choice) for choice in question["choices"]]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_said(question))


def _choices(question: Question, limits: Limits) -> forms.Field:
    choices = [(choice, choice) for choice in question["choices"]]
    most = question.get("most")
    extra = f"Tick up to {most}." if most else "Tick all that apply."
    return FewChoicesField(most, choices=choices, **_said(question, extra))


def _email(question: Question, limits: Limits) -> forms.Field:
    errors = {"invalid": "Enter an e-mail address, like name@example.org"}
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(widget=widget, max_length=254, error_messages=errors, **_said(question))


def _phone(question: Question, limits: Limits) -> forms.Field:
    return PhoneField(max_length=30, **_said(question))


def _postcode(question: Question, limits: Limits) -> forms.Field:
    return PostcodeField(**_said(question))


def _declaration(question: Question, limits: Limits) -> forms.Field:
    return forms.BooleanField(**_said(question))


def _yes_no(question: Question, limits: Limits) -> forms.Field:
    return forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, **_said(question)
    )


def _file(question: Question, limits: Limits) -> forms.Field:
    """Whether a file is needed is judged by the files already given, not by this control."""
    most = question.get("most", 1)
    many = "One file" if most == 1 else f"Up to {most} files"
    extra = f"{many}, {'' if most == 1 else 'each '}up to {DOCUMENTS.most_mb} MB: {DOCUMENTS.words}."
    attrs = {"accept": DOCUMENTS.accept}
    widget = forms.FileInput(attrs) if most == 1 else ManyFilesInput(attrs)
    made = forms.FileField(widget=widget, **_said(question, extra))
    made.needed, made.required = made.required, False  # type: ignore[attr-defined]
    return made


def _words_or_recording(question: Question, limits: Limits) -> dict[str, forms.Field]:
    """Words, or sound or video, or both. Whether one of them is needed is judged by both together.

    No `capture` on the control: with it phones go straight to the camera, and who has a recording already,
    or would rather not be filmed, can't give it. Without it they offer their recorder and their files.
    """
    words = _words(question, limits)
    words.needed, words.required = words.required, False  # type: ignore[attr-defined]
    extra = (
        f"Sound or video, in up to {MOST_RECORDINGS} pieces of {RECORDINGS.most_mb} MB: {RECORDINGS.words}."
    )
    recording = forms.FileField(
        label="Or say it in a recording",
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*,video/*"}),
        help_text=f"A phone can record it here. Somebody here types out what you say. {extra}",
    )
    recording.needed = True  # type: ignore[attr-defined]
    return {question["id"]: words, f"{question['id']}_recording": recording}


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
    "email": _email,
    "phone": _phone,
    "postcode": _postcode,
    "declaration": _declaration,
}


def fields_of(question: Question, limits: Limits, *, typed_rows: int, rows: int) -> dict[str, forms.Field]:
    """The form fields of one question by name. Of `rows` rows, the first `typed_rows` must be complete."""
    kind = question["type"]
    if kind in SEVERAL:
        return SEVERAL[kind](question)
    if kind in ROWS:
        made: dict[str, forms.Field] = {}
        for number in range(rows):
            made |= row_of(question, number, needed=number < typed_rows, limits=limits)
        return made
    if takes_recording(question):
        return _words_or_recording(question, limits)
    return {question["id"]: _ONE[kind](question, limits)} if kind in _ONE else {}
