"""A section's questions as its page draws them: fields, files, totals, and who else has written."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import BoundField

from fund.accounts.models import User
from fund.common.moments import say_deadline, say_time
from fund.common.money import ZERO, format_money
from grants.applications import rules
from grants.applications.actions import Saved, can_join
from grants.applications.answers import Question, Section, Work
from grants.applications.file_lists import FileList
from grants.applications.models import Application
from grants.applications.postcodes import asks_postcode, say_ward
from grants.applications.read_out import ReadAnswer, read_answer
from grants.forms.form_builder import Group, SectionForm
from grants.forms.models import Answer
from grants.forms.showing import conditions_of
from grants.forms.typed import file_field, is_asked, is_blank
from grants.forms.values import read_money

_SHARE = re.compile(r"[0-9]{1,4}(\.[0-9]{0,4})?")


@dataclass(frozen=True)
class Theirs:
    """What stands in an answer that this person has changed too: who wrote it, when, and the words."""

    who: str
    when: str
    answer: ReadAnswer
    can_join: bool

    @classmethod
    def of(cls, question: Question, row: Answer, reader: User, names: dict[str, str]) -> "Theirs":
        own = row.saved_by_id == reader.pk
        who = "You, in another window," if own else str(row.saved_by or "Somebody")
        return cls(who, say_time(row.saved_at), read_answer(question, row.value, names), can_join(question))


@dataclass(frozen=True)
class Drawn:
    """One question ready to draw. `seen`: which words this page shows; `theirs`: a colleague's answer."""

    group: Group
    seen: str
    total: str = ""
    theirs: Theirs | None = None
    ward: str = ""
    more: str = ""
    papers: FileList | None = None

    @property
    def shape(self) -> str:
        """How it is drawn: `one` field, `parts` of one answer, `rows`, `files`, or `guidance` alone."""
        question = self.group.question
        if file_field(question):
            return "files"
        if self.group.rows:
            return "rows"
        return {0: "guidance", 1: "one"}.get(len(self.group.fields), "parts")

    @property
    def field(self) -> BoundField:
        """The field of a question that has one."""
        return self.group.fields[0]

    @property
    def hint(self) -> str:
        """The hint of a question that has several fields; a field of its own says its own."""
        question = self.group.question
        example = f"For example: {question['example']}" if question.get("example") else ""
        return " ".join(filter(None, [question.get("hint"), example]))

    @property
    def rule(self) -> str:
        """When it is asked, for the script in the page; empty where it always is."""
        rule = self.group.question.get("show_if")
        return json.dumps(rule) if rule else ""

    @property
    def need(self) -> str:
        """When it must be answered, for the script too; empty where that is always so, or never."""
        rule = self.group.question.get("required_if")
        return json.dumps(rule) if rule else ""


_MORE = {
    "areas": "Add another ward",
    "milestones": "Add another step",
    "budget": "Add another item",
    "outcomes": "Add another measure",
}


def draw(
    work: Work,
    form: SectionForm,
    reader: User,
    saved: Saved | None = None,
    papers: Mapping[str, FileList] | None = None,
) -> list[Drawn]:
    """The questions of a section in order, as `reader` sees them, with the `papers` of those for files."""
    clashes = {clash.question: clash for clash in saved.clashes} if saved else {}
    names = dict(form.limits.areas) | work.wards

    asked = read_money(work.typed.get("amount"))

    def theirs(question: Question) -> Theirs | None:
        clash = clashes.get(question["id"])
        return Theirs.of(question, clash.theirs, reader, names) if clash else None

    return [
        Drawn(
            group,
            work.token(group.question["id"]),
            total_of(group.question, work.typed.get(group.question["id"]), asked),
            theirs(group.question),
            _ward(work, group.question),
            _MORE.get(group.question["type"], ""),
            (papers or {}).get(group.question["id"]),
        )
        for group in form.groups()
    ]


def answers_elsewhere(work: Work, section: Section) -> str:
    """The answers outside this page that its rules look at, as JSON for its script; empty without rules."""
    rules = [q[name] for q in section["questions"] for name in ("show_if", "required_if") if name in q]
    if not rules:
        return ""
    here, shown = {question["id"] for question in section["questions"]}, work.shown_with({})
    named = {part["question"] for rule in rules for part in conditions_of(rule)} & shown - here
    return json.dumps({name: work.typed.get(name) or bool(work.files.get(name)) for name in sorted(named)})


def newly_asked(before: Section, after: Section, work: Work) -> list[str]:
    """The labels of questions that what was just typed has brought up, and that are not answered yet."""
    hidden = {question["id"] for question in before["questions"] if question["hidden"]}
    return [
        question["label"]
        for question in after["questions"]
        if question["id"] in hidden
        and not question["hidden"]
        and is_asked(question)
        and is_blank(work.typed.get(question["id"]))
        and not work.files.get(question["id"])
    ]


def show_clashes(work: Work, saved: Saved) -> None:
    """Put this person's own words back in the boxes; what the colleague wrote is kept and shown beside."""
    for clash in saved.clashes:
        work.typed[clash.question] = clash.ours


def say_what_was_not_kept(form: SectionForm, saved: Saved, reader: User) -> None:
    """An error for each answer that clashed and each file that was refused."""
    for clash in saved.clashes:
        name = next(name for name in form.fields if name.split("_")[0] == clash.question)
        own = clash.theirs.saved_by_id == reader.pk
        who, when = "You" if own else clash.theirs.saved_by, say_time(clash.theirs.saved_at)
        where = "in another window" if own else "while you were writing"
        form.add_error(
            name,
            f"{who} changed this at {when} {where}. Your words are in the box and the others are below it. "
            "Choose what should stand, or write it in the box and save.",
        )
    for name, sentence in saved.refusals.items():
        form.add_error(name, sentence)


def late_words(application: Application) -> str:
    """What is said when something was typed after the close."""
    closes = rules.ends_for(application)
    when = say_deadline(closes) if closes else ""
    return f"This round closed on {when}. What you typed is kept, but it can't be sent any more."


def total_of(question: Question, rows: Any, asked: Decimal | None) -> str:
    """What the rows of an answer come to, in words. `asked`: the pounds asked for, as far as is known."""
    if not isinstance(rows, list) or not rows:
        return ""
    if question["type"] == "areas":
        return f"Together: {sum((_number(row.get('percent')) for row in rows), Decimal()):f}% of 100%"
    if question["type"] == "milestones":
        total = sum((read_money(row.get("amount")) or ZERO for row in rows), ZERO)
        of = f" of the {format_money(asked)} you ask for" if asked else ""
        return f"Together: {format_money(total)}{of}"
    if question["type"] == "budget":
        return _budget_total(rows, asked)
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
    """A share as typed; nothing where it is no number, or far from any share."""
    bare = str(typed).replace("%", "").strip()
    return Decimal(bare) if _SHARE.fullmatch(bare) else Decimal()
