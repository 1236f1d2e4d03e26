"""Who changed what and when: every answer of a section with the words that stood there before. Reads only."""

from dataclasses import dataclass, field
from datetime import datetime

from grants.applications.answers import Question, Section, Work
from grants.applications.read_out import ReadAnswer, read_answer
from grants.forms.models import Answer, EarlierAnswer
from grants.forms.typed import is_typed

MOST = 50


@dataclass(frozen=True)
class Change:
    """Words of one answer. `number` names them in the form that brings them back; 0: they stand now."""

    answer: ReadAnswer
    who: str
    at: datetime
    number: int = 0
    set_aside: bool = False


@dataclass(frozen=True)
class Changes:
    """One question, its words now, and the earlier ones with the newest first."""

    label: str
    now: Change | None = None
    earlier: list[Change] = field(default_factory=list)


def changes_of(work: Work, section: Section) -> list[Changes]:
    """Every question of `section` that was ever answered."""
    rows: dict[str, list[EarlierAnswer]] = {}
    names = [question["id"] for question in section["questions"]]
    for row in work.application.response.earlier_answers.filter(question__in=names).select_related(
        "saved_by"
    ):
        rows.setdefault(row.question, []).append(row)
    return [
        Changes(
            question["label"],
            _change(work, question, work.rows[question["id"]]) if question["id"] in work.rows else None,
            [_change(work, question, row) for row in rows.get(question["id"], [])[:MOST]],
        )
        for question in filter(is_typed, section["questions"])
        if question["id"] in rows or question["id"] in work.rows
    ]


def _change(work: Work, question: Question, row: Answer | EarlierAnswer) -> Change:
    read, who = read_answer(question, row.value, work.places), str(row.saved_by or "Somebody")
    if isinstance(row, Answer):
        return Change(read, who, row.saved_at)
    return Change(read, who, row.saved_at, row.pk, row.set_aside)
