"""Giving files to a draft, taking them away and putting them back."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.actions import copy_file
from fund.files.models import StoredFile, Upload
from fund.files.uploading import begin_upload, forget_upload, take_in
from grants.applications.actions._life import note
from grants.applications.actions.attaching import (
    attach,
    make_room,
    put_in_place,
    question_for_files,
    refuse_flood,
    refuse_twin,
)
from grants.applications.actions.writing import copy_and_touch, open_for_writing
from grants.applications.answers import Question, Work
from grants.applications.models import Application
from grants.forms.models import AnswerFile
from grants.forms.typed import takes_recording

# What our uploads are for, as the room of files knows them.
DOCUMENT, RECORDING = "document", "recording"


@transaction.atomic
def begin_file(
    application: Application, question_id: str, *, name: str, size: int, sha256: str = "", by: User
) -> Upload:
    """Begin to send a file in answer to a question, or go on with one that was begun."""
    work = open_for_writing(application, by)
    question = question_for_files(work, question_id)
    make_room(work, question)
    refuse_flood(work)
    return begin_upload(
        owner=by,
        purpose_name=RECORDING if takes_recording(question) else DOCUMENT,
        subject=application.reference,
        part=question_id,
        name=name,
        size=size,
        sha256=sha256,
    )


@transaction.atomic
def receive_file(upload: Upload, stored: StoredFile) -> None:
    """The file of an upload that has arrived. Whether it may still be given is asked again."""
    application = Application.objects.filter(reference=upload.subject).first()
    if application is None:
        raise Refused("This application is gone.")
    work = open_for_writing(application, upload.owner)
    question = question_for_files(work, upload.part)
    make_room(work, question)
    refuse_twin(work, question, stored.name, stored.sha256)
    attach(work, question, stored)
    _note_given(work, question, by=upload.owner)


def take_in_arrived(application: Application) -> None:
    """Before it is sent: take in what lies in the bucket already and no worker has looked at yet.

    Otherwise a file that its sender saw arrive would come too late for what is sent.
    """
    arrived = Upload.objects.open().filter(
        purpose__in=(DOCUMENT, RECORDING), subject=application.reference, arrived_at__isnull=False
    )
    for pk in arrived.values_list("pk", flat=True):
        take_in(pk)


def forget_uploads(applications: Iterable[Application]) -> None:
    """Drop every upload for applications that go, so that none waits for ever to be taken in."""
    references = [application.reference for application in applications]
    for upload in Upload.objects.filter(purpose__in=(DOCUMENT, RECORDING), subject__in=references):
        forget_upload(upload)


@transaction.atomic
def take_document(application: Application, question_id: str, token: UUID, *, by: User) -> AnswerFile:
    """Give one of the group's own documents: a copy, so that what becomes of one leaves the other alone."""
    work = open_for_writing(application, by)
    question = question_for_files(work, question_id)
    document = work.application.organisation.documents.current().filter(file__token=token).first()
    if document is None:
        raise Refused("That document is no longer among your group's documents.")
    if any(row.file.sha256 == document.file.sha256 for row in work.files.get(question_id, [])):
        raise Refused(f"“{document.file.name}” is here already.")
    make_room(work, question)
    refuse_flood(work)
    given = attach(work, question, copy_file(document.file, by=by))
    _note_given(work, question, by=by)
    return given


@transaction.atomic
def remove_file(application: Application, attachment: AnswerFile, *, by: User) -> None:
    """Take a file away from the answers. It is kept where it was sent already, and can be put back."""
    work = open_for_writing(application, by)
    if not work.is_open(attachment.question):
        raise Refused("That part of the form can't be changed.")
    attachment.removed_at = timezone.now()
    attachment.save(update_fields=["removed_at"])
    note("application_file_removed", work.application, by=by, name=attachment.file.name)


@transaction.atomic
def put_back_file(application: Application, attachment: AnswerFile, *, by: User) -> None:
    """Undo the removal. Where one file is asked for, it takes the place of the one that came since."""
    work = open_for_writing(application, by)
    question = question_for_files(work, attachment.question)
    row = work.gone.get(attachment.question)
    if row is None or row.pk != attachment.pk:
        raise Refused(f"“{attachment.file.name}” can't be put back now. Choose the file again.")
    make_room(work, question)
    put_in_place(work, question, row)
    note("application_file_put_back", work.application, by=by, name=row.file.name)


def _note_given(work: Work, question: Question, *, by: User) -> None:
    copy_and_touch(work)
    section = next(each for each in work.sections if question["id"] in (q["id"] for q in each["questions"]))
    note("application_saved", work.application, by=by, section=section["title"])
