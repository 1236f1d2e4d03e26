"""Giving files to a draft, taking them away and putting them back."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.actions import copy_file
from fund.files.models import StoredFile, Upload
from fund.files.uploading import begin_upload, forget_upload, process_upload
from grants.applications.actions._common import record_for_application
from grants.applications.actions.writing import copy_and_touch, open_for_writing
from grants.applications.drafts import ApplicationDraft
from grants.applications.models import Application
from grants.forms.actions.files import (
    attach,
    check_not_repeated,
    check_space,
    check_total_size,
    put_in_place,
    question_for_files,
)
from grants.forms.definition import Question
from grants.forms.models import AnswerFile

# What our uploads are for, as `fund.files` knows them.
DOCUMENT, RECORDING = "document", "recording"


@transaction.atomic
def begin_file(
    application: Application, question_id: str, *, name: str, size: int, sha256: str = "", by: User
) -> Upload:
    """Begin to send a file in answer to a question, or go on with one that was begun."""
    draft = open_for_writing(application, by)
    question = question_for_files(draft, question_id)
    check_space(draft, question)
    check_total_size(draft)
    return begin_upload(
        owner=by,
        purpose_name=RECORDING if question.type.takes_recording(question) else DOCUMENT,
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
    draft = open_for_writing(application, upload.owner)
    question = question_for_files(draft, upload.part)
    check_space(draft, question)
    check_not_repeated(draft, question, stored.name, stored.sha256)
    attach(draft, question, stored)
    _note_given(draft, question, by=upload.owner)


def process_arrived_uploads(application: Application) -> None:
    """Before it is sent: take in what lies in the bucket already and no worker has looked at yet.

    Otherwise a file that its sender saw arrive would come too late for what is sent.
    """
    arrived = Upload.objects.open().filter(
        purpose__in=(DOCUMENT, RECORDING), subject=application.reference, received_at__isnull=False
    )
    for pk in arrived.values_list("pk", flat=True):
        process_upload(pk)


def forget_uploads(applications: Iterable[Application]) -> None:
    """Drop every upload for applications that go, so that none waits for ever to be taken in."""
    references = [application.reference for application in applications]
    for upload in Upload.objects.filter(purpose__in=(DOCUMENT, RECORDING), subject__in=references):
        forget_upload(upload)


@transaction.atomic
def take_document(application: Application, question_id: str, token: UUID, *, by: User) -> AnswerFile:
    """Give one of the group's own documents: a copy, so that what becomes of one leaves the other alone."""
    draft = open_for_writing(application, by)
    question = question_for_files(draft, question_id)
    document = draft.application.organisation.documents.current().filter(file__token=token).first()
    if document is None:
        raise Refused("That document is no longer among your group's documents.")
    if any(row.file.sha256 == document.file.sha256 for row in draft.files.get(question_id, [])):
        raise Refused(f"“{document.file.name}” is here already.")
    check_space(draft, question)
    check_total_size(draft)
    given = attach(draft, question, copy_file(document.file, by=by))
    _note_given(draft, question, by=by)
    return given


@transaction.atomic
def remove_file(application: Application, attachment: AnswerFile, *, by: User) -> None:
    """Take a file away from the answers. It is kept where it was sent already, and can be put back."""
    draft = open_for_writing(application, by)
    if not draft.is_open(attachment.question):
        raise Refused("That part of the form can't be changed.")
    attachment.removed_at = timezone.now()
    attachment.save(update_fields=["removed_at"])
    record_for_application("application_file_removed", draft.application, by=by, name=attachment.file.name)


@transaction.atomic
def put_back_file(application: Application, attachment: AnswerFile, *, by: User) -> None:
    """Undo the removal. Where one file is asked for, it takes the place of the one that came since."""
    draft = open_for_writing(application, by)
    question = question_for_files(draft, attachment.question)
    row = draft.removed.get(attachment.question)
    if row is None or row.pk != attachment.pk:
        raise Refused(f"“{attachment.file.name}” can't be put back now. Choose the file again.")
    check_space(draft, question)
    put_in_place(draft, question, row)
    record_for_application("application_file_put_back", draft.application, by=by, name=row.file.name)


def _note_given(draft: ApplicationDraft, question: Question, *, by: User) -> None:
    copy_and_touch(draft)
    section = draft.form.section_of(question.id)
    record_for_application("application_saved", draft.application, by=by, section=section.title)
