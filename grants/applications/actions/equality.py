"""Keeping what a person tells about themselves, apart from everything else."""

from collections.abc import Mapping

from fund.common.errors import Refused
from grants.applications.equality import QUESTIONS
from grants.applications.models import EqualityAnswer
from grants.funding.models import Round


def keep_equality_answers(round_: Round, answers: Mapping[str, str], *, month: str) -> EqualityAnswer | None:
    """Keep the answers given, with the round and the month (`2027-03`). None when there were none.

    Nobody is named and no event is recorded: who answered must not be found out later.
    """
    given = {name: value for name, value in answers.items() if value}
    if any(name not in QUESTIONS or value not in QUESTIONS[name][1] for name, value in given.items()):
        raise Refused("Choose from the answers that are there.")
    if not given:
        return None
    return EqualityAnswer.objects.create(round=round_, month=f"{month}-01", answers=given)
