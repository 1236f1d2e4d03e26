"""Copying answers from an earlier application of the same group. Nothing that was written is touched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.actions import copy_file
from grants.applications.actions._common import record_for_application
from grants.applications.actions.writing import copy_and_touch, open_for_writing, write_to_draft
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.models import Application
from grants.forms.conditions import is_blank
from grants.forms.definition import Question
from grants.forms.models import AnswerFile


@dataclass
class Copied:
    """The labels of the questions that were answered by copying, and of those that had an answer already.

    `refused`: sentences about files that could not be brought.
    """

    copied: list[str] = field(default_factory=list)
    had: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def copy_answers(application: Application, source: Application, *, by: User) -> Copied:
    """Answer the questions that are still empty as `source` answered them."""
    if source.organisation_id != application.organisation_id or source.pk == application.pk:
        raise Refused("Choose another application of the same group.")
    draft = open_for_writing(application, by)
    found, answers, before = Copied(), dict[str, Any](), load_draft(source)
    for question, value in matches(draft, before):
        if is_blank(draft.typed.get(question.id)):
            answers[question.id] = value
        else:
            found.had.append(question.label)
    shown = draft.shown_with(answers)
    kept = {name: value for name, value in answers.items() if draft.is_open(name) and name in shown}
    found.copied += [asked.label for asked, _ in matches(draft, before) if asked.id in kept]
    written = write_to_draft(draft, kept, by=by)
    given = _copy_files(draft, before, found, by)
    if written.changed or given:
        copy_and_touch(draft)
        record_for_application("application_copied", draft.application, by=by, source=source.reference)
    return found


def matches(draft: ApplicationDraft, source: ApplicationDraft) -> list[tuple[Question, Any]]:
    """The questions of `draft` that `source` answered in words, with what it said."""
    pairs = _pairs(draft, source)
    found = [(asked, source.typed.get(match.id)) for asked, match in pairs if asked.type.is_typed]
    return [(asked, value) for asked, value in found if not is_blank(value)]


def _pairs(draft: ApplicationDraft, source: ApplicationDraft) -> Iterator[tuple[Question, Question]]:
    """Each question with its like in `source`: by its id, or else by the same words and type."""
    by_id = {(question.id, question.type): question for question in source.form}
    by_words = {(_words(question), question.type): question for question in source.form}
    for question in draft.form:
        kind = question.type
        match = by_id.get((question.id, kind)) or by_words.get((_words(question), kind))
        if match:
            yield question, match


def _copy_files(draft: ApplicationDraft, source: ApplicationDraft, found: Copied, by: User) -> int:
    """Give the files of `source` to questions without one, and return how many.

    Each is kept anew: neither can lose the other's.
    """
    shown, given_count = draft.shown_with({}), 0
    for question, match in _pairs(draft, source):
        name, given = question.id, source.files.get(match.id, [])
        takes_files = question.type.file_field(question) and name in shown and draft.is_open(name)
        if not takes_files or not given:
            continue
        if draft.files.get(name):
            found.had.append(question.label)
            continue
        for attachment in given[: question.type.most_files(question)]:
            try:
                file = copy_file(attachment.file, by=by)
            except (Refused, OSError) as problem:
                found.refused.append(str(problem) if isinstance(problem, Refused) else _unread(attachment))
                continue
            row = AnswerFile.objects.create(response=draft.application.response, question=name, file=file)
            draft.files.setdefault(name, []).append(row)
            given_count += 1
        if draft.files.get(name) and question.label not in found.copied:
            found.copied.append(question.label)
    return given_count


def _unread(attachment: AnswerFile) -> str:
    return f"“{attachment.file.name}” can't be read just now. Add it yourself, or try again later."


def _words(question: Question) -> str:
    return " ".join(str(question.label).lower().split()).rstrip("?.:")
