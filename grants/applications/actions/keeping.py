"""Keeping answers: never over words that their writer has not seen, and never losing earlier ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from os.path import commonprefix
from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from grants.applications.answers import Work, canonical, fingerprint
from grants.applications.models import Application
from grants.forms.models import Answer, EarlierAnswer
from grants.forms.typed import ROWS, is_blank

LONGEST = 100_000
# Words that stood so long are kept when they change, and so are words of which so many letters go.
STOOD = timedelta(minutes=5)
MANY_LETTERS = 12
JOINED = ("short_text", "long_text", "title", "summary", "choices", *ROWS)


@dataclass(frozen=True)
class Clash:
    """Two people changed one answer. `theirs` is kept; `ours` was not saved over it."""

    question: str
    theirs: Answer
    ours: Any


@dataclass
class Saved:
    """What came of a save: answers that clashed, and files that were refused, by the field they came in."""

    changed: int = 0
    clashes: list[Clash] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)


def keep(
    work: Work, typed: Mapping[str, Any], seen: Mapping[str, str], saved: Saved, by: User, settled: str = ""
) -> None:
    """Write what is `typed`, with a few queries for all of it. `seen` says which words were read.

    The words that stood in the question `settled` are kept whatever they were: a choice was made there.
    """
    new, changed, earlier, now = list[Answer](), list[Answer](), list[EarlierAnswer](), timezone.now()
    for name, raw in typed.items():
        row, value = work.rows.get(name), clean(raw)
        if says_nothing_new(row, value, seen.get(name, "")):
            continue
        if row is not None and is_unseen(row, seen.get(name, "")):
            saved.clashes.append(Clash(name, row, value))
            earlier.append(set_aside(row, value, by, now))
            continue
        if row is None:
            row = Answer(
                response_id=work.application.response_id,
                question=name,
                value=value,
                saved_by=by,
                saved_at=now,
            )
            new.append(row)
        else:
            if name == settled or is_worth_keeping(row, value, by, now):
                earlier.append(as_earlier(row))
            row.value, row.version, row.saved_by, row.saved_at = value, row.version + 1, by, now
            changed.append(row)
        work.rows[name], work.typed[name] = row, value
    Answer.objects.bulk_create(new)
    Answer.objects.bulk_update(changed, ["value", "version", "saved_by", "saved_at"])
    EarlierAnswer.objects.bulk_create(earlier)
    saved.changed += len(new) + len(changed)


def says_nothing_new(row: Answer | None, value: Any, seen: str) -> bool:
    """Nothing was typed, the same stands there, or the writer has left alone what was on the page."""
    if row is None:
        return is_blank(value)
    printed = seen.partition(".")[2]
    return row.value == value or bool(printed) and fingerprint(value) == printed


def is_unseen(row: Answer, seen: str) -> bool:
    """Whether somebody has changed `row` since the writer read it. No token at all: nobody is asked."""
    return bool(seen) and seen.partition(".")[0] != str(row.version)


def is_worth_keeping(row: Answer, value: Any, by: User, now: datetime) -> bool:
    """Not every letter makes a version: another's words do, words that stood, and words of which some go."""
    if is_blank(row.value):
        return False
    return row.saved_by_id != by.pk or now - row.saved_at >= STOOD or _loses(row.value, value)


def _loses(before: Any, after: Any) -> bool:
    old, new = (value if isinstance(value, str) else canonical(value) for value in (before, after))
    start = len(commonprefix([old, new]))
    end = len(commonprefix([old[start:][::-1], new[start:][::-1]]))
    return len(old) - start - end >= min(MANY_LETTERS, len(old))


def as_earlier(row: Answer) -> EarlierAnswer:
    return EarlierAnswer(
        response_id=row.response_id,
        question=row.question,
        value=row.value,
        version=row.version,
        saved_by_id=row.saved_by_id,
        saved_at=row.saved_at,
    )


def set_aside(row: Answer, ours: Any, by: User, now: datetime) -> EarlierAnswer:
    """Our own words, which were not saved over a colleague's."""
    return EarlierAnswer(
        response_id=row.response_id,
        question=row.question,
        value=ours,
        version=row.version,
        saved_by=by,
        saved_at=now,
        set_aside=True,
    )


def clean(value: Any) -> Any:
    """The value without the one character that no database keeps. Raises Refused when it is far too long."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise Refused(f"That is too long to keep. Use {LONGEST:,} characters or fewer.")
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [clean(each) for each in value]
    if isinstance(value, dict):
        return {name: clean(each) for name, each in value.items()}
    return value


def settle(choice: str, question: dict[str, Any], theirs: Any, ours: Any) -> Any:
    """What a writer chose when two texts stood beside each other: `theirs`, `both`, or else their own."""
    if choice == "theirs":
        return theirs
    if choice != "both":
        return ours
    if isinstance(theirs, str) and isinstance(ours, str):
        gap = "\n\n" if question["type"] in ("long_text", "summary") else " "
        return ours if theirs in ours else f"{theirs}{gap}{ours}".strip()
    if isinstance(theirs, list) and isinstance(ours, list):
        return [*theirs, *(each for each in ours if each not in theirs)]
    return ours


def can_join(question: dict[str, Any]) -> bool:
    """Whether two answers to it can stand in one: words and lists can, a date or an amount can't."""
    return question["type"] in JOINED


COPIED = {
    "title": ("title",),
    "summary": ("summary",),
    "amount": ("amount",),
    "dates": ("starts_on", "ends_on"),
}


def touch(application: Application, **fields: Any) -> None:
    """Write `fields` of an application that is locked already."""
    for name, value in fields.items():
        setattr(application, name, value)
    if fields:
        Application.objects.filter(pk=application.pk).update(**fields)
