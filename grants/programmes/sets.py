"""Question sets within a form: putting their questions in, and which rounds a set stands in. Reads only."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from fund.common.errors import Refused
from grants.programmes.models import QuestionSet, Round
from grants.programmes.states import RoundState

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


def rounds_using(question_set: QuestionSet) -> list[Round]:
    """The rounds whose forms a change of this set would reach: those planned or open."""
    now = timezone.now()
    living = Round.objects.filter(archived_at=None, decided_at=None).order_by("opens_at", "pk")
    rounds = (round_ for round_ in living if round_.state_at(now) in (RoundState.PLANNED, RoundState.OPEN))
    return [round_ for round_ in rounds if question_set.pk in _named(_stored(round_))]


def _stored(round_: Round) -> list[Raw]:
    raw: list[Raw] = round_.questions.stream_block.get_prep_value(round_.questions)
    return raw
