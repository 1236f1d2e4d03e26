"""Copying answers from an earlier application of the same group. Nothing that was written is touched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.actions import copy_file
from grants.applications.actions._life import note
from grants.applications.actions.keeping import Saved, keep
from grants.applications.actions.writing import copy_and_touch, open_for_writing
from grants.applications.answers import Question, Work, read_work
from grants.applications.models import Application
from grants.forms.models import AnswerFile
from grants.forms.typed import file_field, is_blank, is_typed, most_files


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
    work = open_for_writing(application, by)
    found, answers, before = Copied(), dict[str, Any](), read_work(source)
    for question, value in matches(work, before):
        if is_blank(work.typed.get(question["id"])):
            answers[question["id"]] = value
        else:
            found.had.append(question["label"])
    saved = Saved()
    shown = work.shown_with(answers)
    kept = {name: value for name, value in answers.items() if work.is_open(name) and name in shown}
    found.copied += [asked["label"] for asked, _ in matches(work, before) if asked["id"] in kept]
    keep(work, kept, {}, saved, by)
    _copy_files(work, before, found, saved, by)
    if saved.changed:
        copy_and_touch(work)
        note("application_copied", work.application, by=by, source=source.reference)
    return found


def matches(work: Work, source: Work) -> list[tuple[Question, Any]]:
    """The questions of `work` that `source` answered in words, with what it said."""
    pairs = _pairs(work, source)
    found = [(asked, source.typed.get(match["id"])) for asked, match in pairs if is_typed(asked)]
    return [(asked, value) for asked, value in found if not is_blank(value)]


def _pairs(work: Work, source: Work) -> Iterator[tuple[Question, Question]]:
    """Each question with its like in `source`: by its id, or else by the same words and type."""
    before = [question for section in source.sections for question in section["questions"]]
    by_id = {(question["id"], question["type"]): question for question in before}
    by_words = {(_words(question), question["type"]): question for question in before}
    for section in work.sections:
        for question in section["questions"]:
            kind = question["type"]
            match = by_id.get((question["id"], kind)) or by_words.get((_words(question), kind))
            if match:
                yield question, match


def _copy_files(work: Work, source: Work, found: Copied, saved: Saved, by: User) -> None:
    """Give the files of `source` to questions without one, each kept anew: neither can lose the other's."""
    shown = work.shown_with({})
    for question, match in _pairs(work, source):
        name, given = question["id"], source.files.get(match["id"], [])
        if not file_field(question) or not given or name not in shown or not work.is_open(name):
            continue
        if work.files.get(name):
            found.had.append(question["label"])
            continue
        for attachment in given[: most_files(question)]:
            try:
                file = copy_file(attachment.file, by=by)
            except (Refused, OSError) as problem:
                found.refused.append(str(problem) if isinstance(problem, Refused) else _unread(attachment))
                continue
            row = AnswerFile.objects.create(response=work.application.response, question=name, file=file)
            work.files.setdefault(name, []).append(row)
            saved.changed += 1
        if work.files.get(name) and question["label"] not in found.copied:
            found.copied.append(question["label"])


def _unread(attachment: AnswerFile) -> str:
    return f"“{attachment.file.name}” can't be read just now. Add it yourself, or try again later."


def _words(question: Question) -> str:
    return " ".join(str(question["label"]).lower().split()).rstrip("?.:")
