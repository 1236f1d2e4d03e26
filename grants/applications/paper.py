"""An application as a tagged PDF: the draft, or what was sent. Made anew each time, never kept."""

import json
from typing import Any

from django.conf import settings
from django.utils import timezone

from fund.common.dates import format_deadline
from fund.common.templatetags.fund_tags import file_size
from fund.common.typesetting import template, typeset
from grants.applications.display import render_draft, render_removed_answers, render_submission
from grants.applications.drafts import load_draft
from grants.applications.models import Application, Submission
from grants.forms.display import DisplayedAnswer, DisplayedSection, Shown
from grants.organisations import profile

TEMPLATE = template("applications/answers.typ")
NOT_SENT = "This is a draft. Nothing in it has been sent to the fund."


def draft_pdf(application: Application) -> bytes:
    """What is written so far, with what is known of the group now."""
    draft = load_draft(application)
    sections = [_section(section) for section in render_draft(draft)]
    if gone := render_removed_answers(draft):
        intro = "The form changed. These answers are kept for your group, and are not sent."
        sections.append(_titled("No longer asked", [_answer(answer) for answer in gone], intro))
    sections.append(_group_now(application))
    made = format_deadline(timezone.now(), year=True)
    facts = [["State", application.public_words], ["Written down", made]]
    return _typeset(application, f"Draft of {made}", facts, sections, notice=NOT_SENT)


def submission_pdf(submission: Submission) -> bytes:
    """What was sent, as it stood, with its fingerprint."""
    sent = format_deadline(submission.submitted_at, year=True)
    facts = [["Sent", f"{sent}, by {submission.submitted_by}"]]
    if submission.number > 1:
        facts.append(["Which", f"Number {submission.number}: sent again after a question"])
    sections = [_section(section) for section in render_submission(submission)]
    sections.append(_group_then(submission))
    application = submission.application
    return _typeset(application, f"Sent {sent}", facts, sections, fingerprint=submission.sha256)


def _typeset(
    application: Application,
    state: str,
    facts: list[list[str]],
    sections: list[dict[str, Any]],
    *,
    notice: str = "",
    fingerprint: str = "",
) -> bytes:
    group, round_ = str(application.organisation), str(application.round)
    data = {
        "title": application.title or f"Application {application.reference}",
        "fund": settings.FUND_NAME,
        "round": round_,
        "group": group,
        "reference": application.reference,
        "state": state,
        "facts": [["Reference", application.reference], ["Group", group], ["Round", round_], *facts],
        "notice": notice,
        "sections": sections,
        "fingerprint": fingerprint,
    }
    return typeset(TEMPLATE, json.dumps(data, ensure_ascii=False))


def _section(section: DisplayedSection) -> dict[str, Any]:
    return _titled(section.title, [_answer(answer) for answer in section.answers])


def _titled(title: str, answers: list[dict[str, Any]], intro: str = "") -> dict[str, Any]:
    return {"title": title, "intro": intro, "answers": answers}


def _answer(answer: DisplayedAnswer) -> dict[str, Any]:
    shown = answer.shown
    rows = [[*row, *[""] * (len(shown.heads) - len(row))] for row in shown.rows]
    documents = [
        {"name": row["name"], "size": file_size(row["size"]), "sha256": row.get("sha256") or ""}
        for row in answer.documents
    ]
    return {
        "label": answer.label,
        "blank": answer.blank,
        "text": [*paragraphs(shown.text), *paragraphs(answer.spoken)],
        "items": shown.items,
        "heads": shown.heads,
        "counted": shown.counted,
        "rows": rows,
        "documents": documents,
    }


def _group_now(application: Application) -> dict[str, Any]:
    known = [*profile.facts(application.organisation), *profile.documents(application.organisation)]
    answers = [_answer(DisplayedAnswer(fact.key, fact.title, Shown(text=fact.value))) for fact in known]
    return _titled("About your group", answers, "Asked once. Every application uses it.")


def _group_then(submission: Submission) -> dict[str, Any]:
    title = "About your group, as it stood when this was sent"
    if submission.group is None:
        return _titled(title, [], "Not kept then.")
    group = submission.group
    said = [(fact["title"], fact["value"]) for fact in group["facts"]]
    said += [(one["part"], f"{one['name']}, {one['email']}") for one in group["contacts"]]
    answers = [_answer(DisplayedAnswer("", name, Shown(text=value))) for name, value in said]
    files = [DisplayedAnswer("", row["title"], documents=[row]) for row in group["documents"]]
    return _titled(title, [*answers, *map(_answer, files)])


def paragraphs(text: str) -> list[list[str]]:
    """`text` as paragraphs of lines."""
    blocks = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return [block.strip("\n").split("\n") for block in blocks if block.strip()]
