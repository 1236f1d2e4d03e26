"""Writing answers: never over a value that its writer has not seen, and never losing an earlier one.

`write_answers` is the one function that writes an answer: what is typed in a page comes to it by script or by
button, and so does what is copied, restored or carried over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from os.path import commonprefix
from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from grants.forms.conditions import is_blank
from grants.forms.definition import Question
from grants.forms.drafts import answer_fingerprint, canonical_json
from grants.forms.models import Answer, EarlierAnswer
from grants.forms.types.base import Posted

LONGEST = 100_000
# A value that stood so long is kept when it changes, and so is one of which so many letters go.
STOOD = timedelta(minutes=5)
MANY_LETTERS = 12


@dataclass(frozen=True)
class EditConflict:
    """Two people changed one answer. `theirs` is kept; `ours` was not saved over it."""

    question: str
    theirs: Answer
    ours: Any


@dataclass
class WriteResult:
    """What came of a save: how many answers and files changed, answers that a colleague had changed meanwhile,
    and files that were refused, by the field they came in."""

    changed: int = 0
    edit_conflicts: list[EditConflict] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)


def write_answers(
    response_id: int,
    rows: dict[str, Answer],
    values: Mapping[str, Any],
    *,
    by: User,
    seen: Mapping[str, str] | None = None,
    chosen: str = "",
) -> WriteResult:
    """Write `values` by question id, in at most three queries, and put the new rows in `rows`.

    `rows` are the answers as they stand, locked by the caller. `seen` holds the token of the value that the
    writer read of each question (see `token_of`); a question without one is written over. The value that stood
    in the question `chosen` is kept whatever it was: a choice was made there. Raises Refused where a value is
    far too long.
    """
    result, now, tokens = WriteResult(), timezone.now(), seen or {}
    new, changed, earlier = list[Answer](), list[Answer](), list[EarlierAnswer]()
    for name, raw in values.items():
        row, value, token = rows.get(name), storable(raw), tokens.get(name, "")
        if _is_unchanged(row, value, token):
            continue
        if row is None:
            row = Answer(response_id=response_id, question=name, value=value, saved_by=by, saved_at=now)
            new.append(row)
        elif _is_unseen(row, token):
            result.edit_conflicts.append(EditConflict(name, row, value))
            earlier.append(_set_aside(row, value, by, now))
            continue
        else:
            if name == chosen or _is_worth_keeping(row, value, by, now):
                earlier.append(_as_earlier(row))
            row.value, row.version, row.saved_by, row.saved_at = value, row.version + 1, by, now
            changed.append(row)
        rows[name] = row
    Answer.objects.bulk_create(new)
    Answer.objects.bulk_update(changed, ["value", "version", "saved_by", "saved_at"])
    EarlierAnswer.objects.bulk_create(earlier)
    result.changed = len(new) + len(changed)
    return result


def posted_values(questions: Iterable[Question], data: Posted) -> dict[str, Any]:
    """Return the value of each question that the posted form held."""
    return {
        question.id: question.type.parse(question, data)
        for question in questions
        if question.type.is_typed and question.type.is_posted(question, data)
    }


def choose_value(choice: str, question: Question, theirs: Any, ours: Any) -> Any:
    """Return what a writer chose when two values stood beside each other: `theirs`, `both`, or else their own."""
    if choice == "theirs":
        return theirs
    return question.type.join(theirs, ours) if choice == "both" else ours


def storable(value: Any) -> Any:
    """Return the value without the one character that no database keeps. Raises Refused when it is far too long."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise Refused(f"That is too long to keep. Use {LONGEST:,} characters or fewer.")
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {name: storable(each) for name, each in value.items()}
    return value


def _is_unchanged(row: Answer | None, value: Any, token: str) -> bool:
    """Nothing was typed, the same stands there, or the writer has left alone what was on the page."""
    if row is None:
        return is_blank(value)
    read = token.partition(".")[2]
    return row.value == value or bool(read) and answer_fingerprint(value) == read


def _is_unseen(row: Answer, token: str) -> bool:
    """Whether somebody has changed `row` since the writer read it. No token at all: nobody is asked."""
    return bool(token) and token.partition(".")[0] != str(row.version)


def _is_worth_keeping(row: Answer, value: Any, by: User, now: datetime) -> bool:
    """Not every letter makes a version: another's words do, words that stood, and words of which some go."""
    if is_blank(row.value):
        return False
    return row.saved_by_id != by.pk or now - row.saved_at >= STOOD or _loses(row.value, value)


def _loses(before: Any, after: Any) -> bool:
    old, new = (value if isinstance(value, str) else canonical_json(value) for value in (before, after))
    start = len(commonprefix([old, new]))
    end = len(commonprefix([old[start:][::-1], new[start:][::-1]]))
    return len(old) - start - end >= min(MANY_LETTERS, len(old))


def _as_earlier(row: Answer) -> EarlierAnswer:
    return EarlierAnswer(
        response_id=row.response_id,
        question=row.question,
        value=row.value,
        version=row.version,
        saved_by_id=row.saved_by_id,
        saved_at=row.saved_at,
    )


def _set_aside(row: Answer, ours: Any, by: User, now: datetime) -> EarlierAnswer:
    """The writer's own value, which was not saved over a colleague's."""
    return EarlierAnswer(
        response_id=row.response_id,
        question=row.question,
        value=ours,
        version=row.version,
        saved_by=by,
        saved_at=now,
        set_aside=True,
    )
