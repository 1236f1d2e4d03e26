"""Question sets within a form: putting their questions in, and which forms name a set. Reads only."""

from collections.abc import Iterator
from typing import Any

from fund.common.errors import Refused
from grants.forms.models import Form, QuestionSet

SET = "question_set"
Raw = dict[str, Any]


def unfold(raw: list[Raw]) -> list[Raw]:
    """Sections as stored, with the questions of each set in its place.

    A question of a set is known by the set and its own block, never by where the set was put: taken out of a
    form and put back, it keeps its id. Raises Refused where a set is gone or stands twice.
    """
    named = list(_named(raw))
    if not named:
        return raw
    sets = QuestionSet.objects.in_bulk(set(named))
    for pk in named:
        if pk not in sets:
            raise Refused(
                "A question set of this form is gone. Choose another, or take it out.", field="questions"
            )
        if named.count(pk) > 1:
            raise Refused(f"The question set “{sets[pk]}” stands twice in the form.", field="questions")
    return [_with_sets(section, sets) for section in raw]


def _named(raw: list[Raw]) -> Iterator[int | None]:
    for section in raw:
        yield from (part["value"] for part in section["value"]["questions"] if part["type"] == SET)


def _with_sets(section: Raw, sets: dict[int, QuestionSet]) -> Raw:
    questions: list[Raw] = []
    for part in section["value"]["questions"]:
        questions += questions_of(sets[part["value"]]) if part["type"] == SET else [part]
    return {**section, "value": {**section["value"], "questions": questions}}


def questions_of(question_set: QuestionSet) -> list[Raw]:
    """The questions of a set as stored, each known by the set and its own block."""
    stored = question_set.questions
    raw: list[Raw] = stored.stream_block.get_prep_value(stored)
    return [{**part, "id": f"set-{question_set.pk}-{part['id']}"} for part in raw]


def names_set(form: Form, question_set: QuestionSet) -> bool:
    """Return whether the questions of the set stand in the form."""
    raw: list[Raw] = form.questions.stream_block.get_prep_value(form.questions)
    return question_set.pk in _named(raw)
