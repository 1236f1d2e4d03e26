"""A section's questions as its page draws them: fields, files, totals, and who else has written."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from fund.common.moments import say_time
from fund.common.money import ZERO, format_money
from grants.applications.actions import Saved
from grants.applications.answers import Section, Work
from grants.applications.models import Attachment
from grants.applications.postcodes import asks_postcode, say_ward
from grants.applications.read_out import ReadAnswer, read_answer
from grants.programmes.form_builder import Group, SectionForm
from grants.programmes.values import read_money


@dataclass(frozen=True)
class Drawn:
    """One question ready to draw. `seen`: which words this page shows; `theirs`: a colleague's answer."""

    group: Group
    seen: str
    files: list[Attachment] = field(default_factory=list)
    total: str = ""
    theirs: ReadAnswer | None = None
    ward: str = ""
    more: str = ""


_MORE = {
    "areas": "Add another ward",
    "milestones": "Add another step",
    "budget": "Add another item",
    "outcomes": "Add another measure",
}


def draw(work: Work, section: Section, form: SectionForm, saved: Saved | None = None) -> list[Drawn]:
    """The questions of `section` in order."""
    clashes = {clash.question: clash for clash in saved.clashes} if saved else {}
    names = dict(form.limits.areas) | work.wards
    return [
        Drawn(
            group,
            work.token(group.question["id"]),
            work.files.get(group.question["id"], []),
            _total(work, group.question),
            read_answer(group.question, clashes[group.question["id"]].theirs.value, names)
            if group.question["id"] in clashes
            else None,
            _ward(work, group.question),
            _MORE.get(group.question["type"], ""),
        )
        for group in form.groups()
    ]


def show_clashes(work: Work, saved: Saved) -> None:
    """Put this person's own words back in the boxes; what the colleague wrote is kept and shown beside."""
    for clash in saved.clashes:
        work.typed[clash.question] = clash.ours


def say_what_was_not_kept(form: SectionForm, saved: Saved) -> None:
    """An error for each answer that clashed and each file that was refused."""
    for clash in saved.clashes:
        name = next(name for name in form.fields if name.split("_")[0] == clash.question)
        who, when = clash.theirs.saved_by, say_time(clash.theirs.saved_at)
        form.add_error(
            name,
            f"{who} changed this at {when} while you were writing. Your words are in the box and theirs are "
            "below it. Put in the box what you both want, and save again.",
        )
    for question, sentence in saved.refusals.items():
        form.add_error(question, sentence)


def _total(work: Work, question: dict[str, Any]) -> str:
    rows = work.typed.get(question["id"])
    if not isinstance(rows, list) or not rows:
        return ""
    if question["type"] == "areas":
        return f"Together: {sum((_number(row.get('percent')) for row in rows), Decimal()):f}% of 100%"
    if question["type"] == "milestones":
        total = sum((read_money(row.get("amount")) or ZERO for row in rows), ZERO)
        asked = read_money(work.typed.get("amount"))
        of = f" of the {format_money(asked)} you ask for" if asked else ""
        return f"Together: {format_money(total)}{of}"
    if question["type"] == "budget":
        return _budget_total(rows, read_money(work.typed.get("amount")))
    return ""


def _budget_total(rows: list[Any], asked: Decimal | None) -> str:
    cost, ours, others = (
        format_money(sum((read_money(row.get(part)) or ZERO for row in rows), ZERO))
        for part in ("cost", "ours", "elsewhere")
    )
    of = f" of the {format_money(asked)} you ask for" if asked else ""
    return f"Together: {cost}. From this fund: {ours}{of}. From elsewhere: {others}"


def _ward(work: Work, question: dict[str, Any]) -> str:
    return say_ward(work.typed.get(question["id"]), work.wards) if asks_postcode(question) else ""


def _number(typed: Any) -> Decimal:
    try:
        return Decimal(str(typed).replace("%", "").strip() or "0")
    except InvalidOperation:
        return Decimal()
