"""Putting files under the questions they answer, whichever way they came."""

from typing import Any

from django.db.models import Sum
from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.actions import keep_prepared, prepare
from fund.files.kinds import DOCUMENTS, Allowed
from fund.files.models import StoredFile
from fund.files.recordings import RECORDINGS
from grants.applications.actions.keeping import Saved
from grants.applications.answers import Question, Section, Work
from grants.forms.models import AnswerFile
from grants.forms.typed import file_field, most_files, takes_recording

# All files that were ever given to one application: ten times what a form with many files asks for.
MOST_BYTES = 3_000_000_000


def allowed_in(question: Question) -> Allowed:
    return RECORDINGS if takes_recording(question) else DOCUMENTS


def question_for_files(work: Work, name: str) -> Question:
    """The question of this name, as far as it is asked now and takes files. Raises Refused."""
    every = (question for section in work.sections for question in section["questions"])
    question = next((each for each in every if each["id"] == name), None)
    if question is None or not file_field(question) or not work.is_open(name):
        raise Refused("That part of the form can't be changed.")
    if name not in work.shown_with({}):
        raise Refused("That question is not asked now, so nothing was kept there.")
    return question


def make_room(work: Work, question: Question) -> None:
    """Raises Refused where no file more can be given. One that takes the place of another always can."""
    most = most_files(question)
    if most > 1 and len(work.files.get(question["id"], [])) >= most:
        raise Refused(f"You can give up to {most} files here. Remove one first.")


def refuse_flood(work: Work) -> None:
    """Raises Refused where too much was given already. What was taken away is kept too, so it counts."""
    given = work.application.response.files.aggregate(bytes=Sum("file__size"))["bytes"] or 0
    if given >= MOST_BYTES:
        raise Refused("So much was given here, and taken away again, that we can keep no more. Write to us.")


def refuse_twin(work: Work, question: Question, name: str, sha256: str) -> None:
    """Raises Refused for the very file that is there: its sender saw no answer, and sent it again."""
    held = work.files.get(question["id"], []) if most_files(question) > 1 else []
    if any((row.file.name, row.file.sha256) == (name, sha256) for row in held):
        raise Refused(f"“{name}” is here already.")


def attach(work: Work, question: Question, stored: StoredFile) -> AnswerFile:
    """Where one file is asked for, it takes the place of the one that was there."""
    row = AnswerFile(response=work.application.response, question=question["id"], file=stored)
    put_in_place(work, question, row)
    return row


def put_in_place(work: Work, question: Question, row: AnswerFile) -> None:
    held = work.files.setdefault(question["id"], [])
    if most_files(question) == 1 and held:
        AnswerFile.objects.filter(pk__in=[each.pk for each in held]).update(removed_at=timezone.now())
        held.clear()
    row.removed_at = None
    row.save()
    held.append(row)


def take_files(work: Work, section: Section, files: Any, saved: Saved, by: User) -> None:
    """Keep the files of a posted form; each that can't be kept is told of beside its question."""
    shown = work.shown_with({})
    for question in section["questions"]:
        field = file_field(question)
        uploads = files.getlist(field) if field and question["id"] in shown else []
        # Of several in the place of one, the last would stay.
        for upload in uploads if most_files(question) > 1 else uploads[-1:]:
            try:
                make_room(work, question)
                refuse_flood(work)
                prepared = prepare(upload, allowed_in(question))
                refuse_twin(work, question, prepared.name, prepared.sha256)
                attach(work, question, keep_prepared(prepared, by=by))
                saved.changed += 1
            except Refused as refused:
                told = saved.refusals.get(field, "")
                if refused.sentence not in told:
                    saved.refusals[field] = f"{told} {refused.sentence}".strip()
