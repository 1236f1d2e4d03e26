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
from grants.forms.actions.answers import WriteResult
from grants.forms.definition import Question, Section
from grants.forms.drafts import ResponseDraft
from grants.forms.models import AnswerFile

# All files that were ever given to one response: ten times what a form with many files asks for.
MOST_BYTES = 3_000_000_000


def allowed_in(question: Question) -> Allowed:
    return RECORDINGS if question.type.takes_recording(question) else DOCUMENTS


def question_for_files(draft: ResponseDraft, name: str) -> Question:
    """Return the question of this name. Raises Refused where it is not asked now, or takes no files."""
    question = draft.question(name)
    if question is None or not question.type.file_field(question) or not draft.is_open(name):
        raise Refused("That part of the form can't be changed.")
    if name not in draft.shown_with({}):
        raise Refused("That question is not asked now, so nothing was kept there.")
    return question


def check_space(draft: ResponseDraft, question: Question) -> None:
    """Raise Refused where no file more can be given. One that takes the place of another always can."""
    most = question.type.most_files(question)
    if most > 1 and len(draft.files.get(question.id, [])) >= most:
        raise Refused(f"You can give up to {most} files here. Remove one first.")


def check_total_size(draft: ResponseDraft) -> None:
    """Raise Refused where too much was given already. What was taken away is kept too, so it counts."""
    given = draft.response.files.aggregate(bytes=Sum("file__size"))["bytes"] or 0
    if given >= MOST_BYTES:
        raise Refused("So much was given here, and taken away again, that we can keep no more. Write to us.")


def check_not_repeated(draft: ResponseDraft, question: Question, name: str, sha256: str) -> None:
    """Raise Refused for the very file that is there: its sender saw no answer, and sent it again."""
    given = draft.files.get(question.id, []) if question.type.most_files(question) > 1 else []
    if any((row.file.name, row.file.sha256) == (name, sha256) for row in given):
        raise Refused(f"“{name}” is here already.")


def attach(draft: ResponseDraft, question: Question, stored: StoredFile) -> AnswerFile:
    """Give a file. Where one is asked for, it takes the place of the one that was there."""
    row = AnswerFile(response=draft.response, question=question.id, file=stored)
    put_in_place(draft, question, row)
    return row


def put_in_place(draft: ResponseDraft, question: Question, row: AnswerFile) -> None:
    given = draft.files.setdefault(question.id, [])
    if question.type.most_files(question) == 1 and given:
        AnswerFile.objects.filter(pk__in=[each.pk for each in given]).update(removed_at=timezone.now())
        given.clear()
    row.removed_at = None
    row.save()
    given.append(row)


def write_files(draft: ResponseDraft, section: Section, files: Any, result: WriteResult, *, by: User) -> None:
    """Keep the files of a posted form; each that can't be kept is told of beside its question."""
    shown = draft.shown_with({})
    for question in section.questions:
        field = question.type.file_field(question)
        uploads = files.getlist(field) if field and question.id in shown else []
        # Of several in the place of one, the last would stay.
        for upload in uploads if question.type.most_files(question) > 1 else uploads[-1:]:
            try:
                _write_file(draft, question, upload, by)
                result.changed += 1
            except Refused as refused:
                told = result.refusals.get(field, "")
                if refused.sentence not in told:
                    result.refusals[field] = f"{told} {refused.sentence}".strip()


def _write_file(draft: ResponseDraft, question: Question, upload: Any, by: User) -> None:
    check_space(draft, question)
    check_total_size(draft)
    prepared = prepare(upload, allowed_in(question))
    check_not_repeated(draft, question, prepared.name, prepared.sha256)
    attach(draft, question, keep_prepared(prepared, by=by))
