"""What a question's fields must be together: sums, orders, and answers of other questions."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fund.common.moments import say_date
from fund.common.money import ZERO, format_money
from grants.forms.limits import Question
from grants.forms.typed import file_field
from grants.forms.values import months_after

if TYPE_CHECKING:
    from grants.forms.form_builder import SectionForm

HUNDRED = Decimal(100)
Cleaned = dict[str, Any]


def _file(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    field: Any = form.fields[question["id"]]
    if field.needed and not form.given_files.get(question["id"]):
        form.say(question["id"], f"Choose a file for “{question['label']}”", missing=True)


def judge_refused_files(form: "SectionForm", question: Question) -> None:
    """A file that was found bad is never sent; whoever gave it is told what to do about it."""
    for name in form.refused_files.get(question["id"], []):
        form.say(file_field(question), f"“{name}” was refused. Remove it, and choose another file instead")


def _words(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    """Where a recording may stand in place of words, one of the two is there."""
    name = question["id"]
    needed = getattr(form.fields[name], "needed", False)
    if needed and not (cleaned.get(name) or name in form.errors or form.given_files.get(name)):
        form.say(name, f"Enter your answer to “{question['label']}”, or add a recording", missing=True)


def _dates(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    """The end is not before the start; the grant's own dates keep to its longest time too."""
    name = question["id"]
    starts, ends = (cleaned.get(f"{name}_{end}") for end in ("starts", "ends"))
    if not starts or not ends:
        _complete(
            form, question, cleaned, {"starts": "Enter the day it starts", "ends": "Enter the day it ends"}
        )
    elif ends < starts:
        form.say(f"{name}_ends", "Enter an end that is after the start")
    elif question["type"] == "dates" and ends > (latest := months_after(starts, form.limits.months)):
        months = f"{form.limits.months} month{'' if form.limits.months == 1 else 's'}"
        says = f"It can last up to {months}. Enter an end on or before {say_date(latest)}"
        form.say(f"{name}_ends", says)


def _address(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    missing = {"line1": "Enter the first line of the address", "postcode": "Enter the postcode"}
    _complete(form, question, cleaned, missing)


def _complete(form: "SectionForm", question: Question, cleaned: Cleaned, missing: dict[str, str]) -> None:
    """An answer that nobody needs is whole or not there at all."""
    own = [name for name in form.fields if name.startswith(f"{question['id']}_")]
    if question["required"] or not any(cleaned.get(name) or name in form.errors for name in own):
        return
    for part, words in missing.items():
        name = f"{question['id']}_{part}"
        if not cleaned.get(name) and name not in form.errors:
            form.say(name, words, missing=True)


def _areas(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    rows, name = form.rows_of(question, cleaned), question["id"]
    if _has_none(form, question, rows, "area", "Choose at least one ward"):
        return
    _once_each(form, question, rows, "area", "You have chosen this ward already")
    shares = [row["percent"] for row in rows]
    if all(row["area"] for row in rows) and None not in shares and sum(shares) != HUNDRED:
        says = f"The shares must add up to 100%. They add up to {sum(shares):f}% now"
        form.say(f"{name}_0_percent", says)


def _milestones(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    rows = form.rows_of(question, cleaned)
    if _has_none(form, question, rows, "title", "Enter at least one step"):
        return
    amounts, asked = [row["amount"] for row in rows], form.asked(cleaned)
    if None not in amounts and asked is not None and sum(amounts, ZERO) != asked:
        says = f"The steps must add up to {format_money(asked)}, which is what you ask for. "
        now = f"They add up to {format_money(sum(amounts, ZERO))} now"
        form.say(f"{question['id']}_0_amount", says + now)


def _budget(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    """Each cost is paid in full by somebody, and this fund's parts are what is asked for."""
    rows, name = form.rows_of(question, cleaned), question["id"]
    if _has_none(form, question, rows, "item", "Enter at least one item"):
        return
    if any(
        f"{name}_{n}_{part}" in form.errors
        for n in range(len(rows))
        for part in ("cost", "ours", "elsewhere")
    ):
        return
    for number, row in enumerate(rows):
        paid = (row["ours"] or ZERO) + (row["elsewhere"] or ZERO)
        if paid != row["cost"]:
            says = f"Item {number + 1} costs {format_money(row['cost'])}, but its parts add up to "
            form.say(f"{name}_{number}_cost", says + format_money(paid))
    ours, asked = sum((row["ours"] or ZERO for row in rows), ZERO), form.asked(cleaned)
    if asked is not None and ours != asked:
        says = f"What comes from this fund must add up to {format_money(asked)}, which is what you ask for. "
        form.say(f"{name}_0_ours", f"{says}It adds up to {format_money(ours)} now")


def _outcomes(form: "SectionForm", question: Question, cleaned: Cleaned) -> None:
    rows = form.rows_of(question, cleaned)
    if not _has_none(form, question, rows, "measure", "Enter at least one measure"):
        _once_each(form, question, rows, "measure", "You have given this measure already")


def _has_none(
    form: "SectionForm", question: Question, rows: list[dict[str, Any]], part: str, words: str
) -> bool:
    if not rows and question["required"]:
        form.say(f"{question['id']}_0_{part}", words, missing=True)
    return not rows


def _once_each(
    form: "SectionForm", question: Question, rows: list[dict[str, Any]], part: str, words: str
) -> None:
    for number, row in enumerate(rows):
        if row[part] and row[part] in [earlier[part] for earlier in rows[:number]]:
            form.say(f"{question['id']}_{number}_{part}", words)


JUDGES: dict[str, Callable[["SectionForm", Question, Cleaned], None]] = {
    "file": _file,
    "long_text": _words,
    "dates": _dates,
    "date_range": _dates,
    "address": _address,
    "areas": _areas,
    "milestones": _milestones,
    "budget": _budget,
    "outcomes": _outcomes,
}
