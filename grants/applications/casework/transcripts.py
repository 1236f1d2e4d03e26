"""Typing out what is said in a recording, beside the submission and never in it."""

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.locks import lock
from grants.applications import rules
from grants.applications.actions._common import record_for_application, write_to_group
from grants.applications.models import Application, Recording, Submission, Transcript

LONGEST = 50_000


def note_recordings(submission: Submission) -> None:
    """Remember the recordings of what was just sent, so that none is left untyped."""
    documents = {each["token"]: each for each in submission.documents if each.get("plays")}
    if not documents:
        return
    held = submission.application.response.files.filter(file__token__in=documents).select_related("file")
    for attachment in held:
        Recording.objects.update_or_create(
            file=attachment.file,
            defaults={"number": submission.number},
            create_defaults={
                "application": submission.application,
                "question": attachment.question,
                "number": submission.number,
                "submitted_at": submission.submitted_at,
            },
        )


@transaction.atomic
def write_transcript(recording: Recording, *, words: str, by: User) -> Transcript:
    """What is said, for whoever would rather read. Earlier words are kept, and the group reads the new ones.

    The same words once more change nothing.
    """
    application: Application = lock(recording.application)
    if not rules.can_transcribe(by, application):
        raise Refused("Only officers of this fund type transcripts, and not for their own groups.")
    if application.round.is_test:
        raise Refused("Nobody assesses a test round, so its recordings need no transcript.")
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise Refused("Type what is said.", field="words")
    if len(words) > LONGEST:
        raise Refused(f"Use {LONGEST:,} characters or fewer.", field="words")
    before = recording.transcripts.first()
    if before and before.words == words:
        return before
    number = before.number + 1 if before else 1
    row = Transcript.objects.create(recording=recording, number=number, words=words, written_by=by)
    record_for_application(
        "application_transcribed", application, by=by, name=recording.file.name, number=number
    )
    write_to_group(
        "transcript", application, name=recording.file.name, words=words, token=recording.file.token
    )
    return row
