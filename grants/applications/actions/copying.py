"""Copying answers from an earlier application of the same group. Nothing that was written is touched."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from grants.applications.actions._life import note
from grants.applications.actions.keeping import Saved, keep
from grants.applications.actions.writing import copy_and_touch, open_for_writing
from grants.applications.answers import Question, Work, read_work
from grants.applications.models import Application
from grants.programmes.typed import is_blank, is_typed


@dataclass
class Copied:
    """The labels of the questions that were answered by copying, and of those that had an answer already."""

    copied: list[str] = field(default_factory=list)
    had: list[str] = field(default_factory=list)


@transaction.atomic
def copy_answers(application: Application, source: Application, *, by: User) -> Copied:
    """Answer the questions that are still empty as `source` answered them."""
    if source.organisation_id != application.organisation_id or source.pk == application.pk:
        raise Refused("Choose another application of the same group.")
    work = open_for_writing(application, by)
    found, answers = Copied(), dict[str, Any]()
    for question, value in matches(work, read_work(source)):
        if is_blank(work.typed.get(question["id"])):
            answers[question["id"]] = value
            found.copied.append(question["label"])
        else:
            found.had.append(question["label"])
    saved = Saved()
    shown = work.shown_with(answers)
    kept = {name: value for name, value in answers.items() if work.is_open(name) and name in shown}
    keep(work, kept, {}, saved, by)
    if saved.changed:
        copy_and_touch(work)
        note("application_copied", work.application, by=by, source=source.reference)
    return found


def matches(work: Work, source: Work) -> list[tuple[Question, Any]]:
    """The questions of `work` that `source` answered: by their id, or else by the same words and type."""
    before = [question for section in source.sections for question in section["questions"]]
    by_id = {(question["id"], question["type"]): question for question in before}
    by_words = {(_words(question), question["type"]): question for question in before}
    found = []
    for section in work.sections:
        for question in filter(is_typed, section["questions"]):
            match = by_id.get((question["id"], question["type"])) or by_words.get(
                (_words(question), question["type"])
            )
            value = source.typed.get(match["id"]) if match else None
            if not is_blank(value):
                found.append((question, value))
    return found


def _words(question: Question) -> str:
    return " ".join(str(question["label"]).lower().split()).rstrip("?.:")
