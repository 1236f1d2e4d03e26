"""Applications as people read them back: on the check page, the receipt, the case screen and the panel's."""

from typing import Any

from grants.applications.drafts import ApplicationDraft
from grants.applications.models import Submission, Transcript
from grants.forms.conditions import is_blank
from grants.forms.display import DisplayedAnswer, DisplayedSection, display_answer, display_form


def render_submission(submission: Submission) -> list[DisplayedSection]:
    """Return what was submitted, as it stood, under the questions of the form as it stood."""
    documents = with_transcripts(submission.documents)
    files = {document["question"] for document in documents}
    form = submission.form_version.definition.settle(submission.answers, files)
    return display_form(form, submission.answers, {}, documents)


def with_transcripts(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same with the newest transcript of each recording; no query where there are none."""
    recordings = [document["token"] for document in documents if document.get("plays")]
    if not recordings:
        return documents
    rows = Transcript.objects.filter(recording__file__token__in=recordings).select_related(
        "recording__file", "written_by"
    )
    newest = {str(row.recording.file.token): row for row in rows.order_by("number")}
    return [{**document, "transcript": newest.get(document["token"])} for document in documents]


def render_draft(draft: ApplicationDraft) -> list[DisplayedSection]:
    """Return what is typed so far."""
    return display_form(draft.settled(), draft.typed, draft.places, draft.documents())


def render_removed_answers(draft: ApplicationDraft) -> list[DisplayedAnswer]:
    """Return answers to questions that the form asked before and asks no longer: kept, and never submitted."""
    asked = draft.form.by_id
    gone = [name for name, value in draft.typed.items() if name not in asked and not is_blank(value)]
    if not gone:
        return []
    versions = draft.application.round.form.versions.order_by("number")
    known = {question.id: question for version in versions for question in version.definition}
    return [display_answer(known[name], draft.typed[name], draft.places) for name in gone if name in known]
