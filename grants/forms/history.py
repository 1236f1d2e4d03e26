"""Who changed what and when: every answer of a section with the values that stood there before. Reads only."""

from dataclasses import dataclass, field
from datetime import datetime

from grants.forms.definition import Question, Section
from grants.forms.display import DisplayedAnswer, display_answer
from grants.forms.drafts import ResponseDraft
from grants.forms.models import Answer, EarlierAnswer

MOST = 50


@dataclass(frozen=True)
class Change:
    """One value of an answer. `number` names it in the form that brings it back; 0: it stands now."""

    answer: DisplayedAnswer
    who: str
    at: datetime
    number: int = 0
    set_aside: bool = False


@dataclass(frozen=True)
class QuestionHistory:
    """One question, its value now, and the earlier ones with the newest first."""

    label: str
    now: Change | None = None
    earlier: list[Change] = field(default_factory=list)


def history_of(draft: ResponseDraft, section: Section) -> list[QuestionHistory]:
    """Return every question of `section` that was ever answered."""
    rows: dict[str, list[EarlierAnswer]] = {}
    names = [question.id for question in section.questions]
    earlier = draft.response.earlier_answers.filter(question__in=names).select_related("saved_by")
    for row in earlier:
        rows.setdefault(row.question, []).append(row)
    return [
        QuestionHistory(
            question.label,
            _change(draft, question, draft.rows[question.id]) if question.id in draft.rows else None,
            [_change(draft, question, row) for row in rows.get(question.id, [])[:MOST]],
        )
        for question in section.questions
        if question.type.is_typed and (question.id in rows or question.id in draft.rows)
    ]


def _change(draft: ResponseDraft, question: Question, row: Answer | EarlierAnswer) -> Change:
    answer, who = display_answer(question, row.value, draft.places), str(row.saved_by or "Somebody")
    if isinstance(row, Answer):
        return Change(answer, who, row.saved_at)
    return Change(answer, who, row.saved_at, row.pk, row.set_aside)
