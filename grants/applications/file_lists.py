"""What stands under a question for files: those given, those on their way, and those to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from fund.accounts.models import User
from fund.files.models import Upload
from grants.applications.actions.files import DOCUMENT, RECORDING
from grants.applications.drafts import ApplicationDraft
from grants.forms.definition import Question
from grants.forms.models import AnswerFile
from grants.organisations.profile import Fact, fact_of

PURPOSES = (DOCUMENT, RECORDING)


@dataclass(frozen=True)
class FileList:
    """`gone`: the file taken away last, while it can be put back. `offers`: the group's own documents."""

    question: str
    given: list[AnswerFile]
    gone: AnswerFile | None
    coming: list[Upload]
    offers: list[Fact]
    full: bool
    changeable: bool = True


def file_lists_of(
    draft: ApplicationDraft, reader: User, questions: Iterable[Question], *, changeable: bool = True
) -> dict[str, FileList]:
    """By question, for those of `questions` that take files. Two queries, and none where there are none."""
    asking = [question for question in questions if question.type.file_field(question)]
    if not asking:
        return {}
    uploads = Upload.objects.of(reader).filter(
        purpose__in=PURPOSES, subject=draft.application.reference, stored=None
    )
    coming = list(uploads) if changeable else []
    wants_papers = changeable and not all(question.type.takes_recording(question) for question in asking)
    offers = _offers(draft) if wants_papers else []
    return {question.id: _papers(draft, question, coming, offers, changeable) for question in asking}


def _papers(
    draft: ApplicationDraft,
    question: Question,
    coming: list[Upload],
    offers: list[tuple[str, Fact]],
    changeable: bool,
) -> FileList:
    name, given = question.id, draft.files.get(question.id, [])
    held = {attachment.file.sha256 for attachment in given}
    full = question.type.most_files(question) > 1 and len(given) >= question.type.most_files(question)
    own = (
        []
        if question.type.takes_recording(question) or full
        else [fact for sha, fact in offers if sha not in held]
    )
    gone = None if full or not changeable else draft.removed.get(name)
    return FileList(name, given, gone, [each for each in coming if each.part == name], own, full, changeable)


def _offers(draft: ApplicationDraft) -> list[tuple[str, Fact]]:
    """The group's documents with the print of each, so that one that was taken is not offered again."""
    rows = draft.application.organisation.documents.current()
    return [(row.file.sha256, fact_of(row)) for row in rows if row.file.state != "refused"]
