"""A section's questions as its page draws them: fields, files, totals, and who else has written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from fund.accounts.models import User
from fund.common.dates import format_deadline, format_time
from grants.applications import rules
from grants.applications.drafts import ApplicationDraft
from grants.applications.file_lists import FileList
from grants.applications.models import Application
from grants.forms.actions import WriteResult
from grants.forms.conditions import Condition, condition_json, is_blank, named_in
from grants.forms.definition import Question, Section
from grants.forms.display import DisplayedAnswer, display_answer
from grants.forms.models import Answer
from grants.forms.postcodes import format_ward
from grants.forms.section_form import FieldGroup, SectionForm
from grants.forms.values import read_money


@dataclass(frozen=True)
class ConflictingAnswer:
    """What stands in an answer that this person has changed too: who wrote it, when, and the words."""

    who: str
    when: str
    answer: DisplayedAnswer
    can_join: bool

    @classmethod
    def of(cls, question: Question, row: Answer, reader: User, names: dict[str, str]) -> "ConflictingAnswer":
        own = row.saved_by_id == reader.pk
        who = "You, in another window," if own else str(row.saved_by or "Somebody")
        answer = display_answer(question, row.value, names)
        return cls(who, format_time(row.saved_at), answer, question.type.can_join)


@dataclass(frozen=True)
class QuestionContext:
    """One question ready to draw. `seen`: which value this page shows; `theirs`: a colleague's answer.

    `wrong`: what is kept, where it is of no shape that the question can have.
    """

    group: FieldGroup
    seen: str
    total: str = ""
    theirs: ConflictingAnswer | None = None
    ward: str = ""
    papers: FileList | None = None
    wrong: str = ""

    @property
    def question(self) -> Question:
        return self.group.question

    @property
    def template(self) -> str:
        """The template that draws the fields: the type's own, or the one for whatever takes files."""
        takes_files = self.question.type.file_field(self.question)
        return "forms/types/_files.html" if takes_files else self.question.type.template

    @property
    def field(self) -> BoundField:
        """The field of a question that has one."""
        return self.group.fields[0]

    @property
    def show_if(self) -> str:
        """When it is asked, for the script in the page; empty where it always is."""
        return _as_json(self.question.show_if)

    @property
    def required_if(self) -> str:
        """When it must be answered, for the script too; empty where that is always so, or never."""
        return _as_json(self.question.required_if)


def _as_json(condition: Condition | None) -> str:
    return json.dumps(condition_json(condition)) if condition is not None else ""


def question_contexts(
    draft: ApplicationDraft,
    form: SectionForm,
    reader: User,
    saved: WriteResult | None = None,
    papers: Mapping[str, FileList] | None = None,
) -> list[QuestionContext]:
    """Return the questions of a section in order, as `reader` sees them, with the `papers` of those for files."""
    conflicts = {each.question: each for each in saved.edit_conflicts} if saved else {}
    names = dict(form.limits.areas) | draft.wards
    asked = read_money(draft.typed.get("amount"))

    def context(group: FieldGroup) -> QuestionContext:
        question, value = group.question, draft.typed.get(group.question.id)
        conflict = conflicts.get(question.id)
        return QuestionContext(
            group,
            draft.token(question.id),
            question.type.total(value, asked),
            ConflictingAnswer.of(question, conflict.theirs, reader, names) if conflict else None,
            format_ward(value, draft.wards) if question.type.asks_postcode else "",
            (papers or {}).get(question.id),
            _unreadable(question, value),
        )

    return [context(group) for group in form.groups()]


def _unreadable(question: Question, value: Any) -> str:
    """What is kept where its shape is not the type's, so that no field can show it."""
    return "" if is_blank(value) or question.type.is_readable(value) else str(value)


def answers_elsewhere(draft: ApplicationDraft, section: Section) -> str:
    """Return the answers outside this page that its conditions look at, as JSON for its script.

    Empty where there are no conditions.
    """
    conditions = [condition for question in section.questions for condition in question.conditions]
    if not conditions:
        return ""
    here, shown = {question.id for question in section.questions}, draft.shown_with({})
    named = named_in(conditions) & shown - here
    return json.dumps({name: draft.typed.get(name) or bool(draft.files.get(name)) for name in sorted(named)})


def newly_asked(before: Section, after: Section, draft: ApplicationDraft) -> list[str]:
    """Return the labels of questions that what was just typed has brought up, and that are not answered yet."""
    hidden = {question.id for question in before.questions if question.hidden}
    return [
        question.label
        for question in after.questions
        if question.id in hidden
        and not question.hidden
        and question.type.is_asked
        and is_blank(draft.typed.get(question.id))
        and not draft.files.get(question.id)
    ]


def show_own_values(draft: ApplicationDraft, saved: WriteResult) -> None:
    """Put this person's own values back in the boxes; what the colleague wrote is kept and shown beside."""
    for conflict in saved.edit_conflicts:
        draft.typed[conflict.question] = conflict.ours


def say_what_was_not_kept(form: SectionForm, saved: WriteResult, reader: User) -> None:
    """Add an error for each answer that a colleague changed meanwhile and each file that was refused."""
    for conflict in saved.edit_conflicts:
        name = next(name for name in form.fields if name.split("_")[0] == conflict.question)
        own = conflict.theirs.saved_by_id == reader.pk
        who, when = ("You" if own else conflict.theirs.saved_by), format_time(conflict.theirs.saved_at)
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
    when = format_deadline(closes) if closes else ""
    return f"This round closed on {when}. What you typed is kept, but it can't be sent any more."
