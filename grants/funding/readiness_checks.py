"""What a round still lacks. Rooms above say so here, since programmes cannot ask them."""

from collections.abc import Callable

from grants.funding.models import Round

Lack = Callable[[Round], str]
_LACKS: list[Lack] = []


def lack(find: Lack) -> Lack:
    """Register a function that gives a sentence for what a round lacks, or nothing."""
    _LACKS.append(find)
    return find


def lacking(round_: Round) -> list[str]:
    """What a round that counts still needs before groups can be told of it and decided about."""
    if round_.is_test or round_.decided_at:
        return []
    return [sentence for find in _LACKS if (sentence := find(round_))]


@lack
def money(round_: Round) -> str:
    return "" if round_.allocations.exists() else "No money is set aside for it: nothing can be awarded."


@lack
def criteria(round_: Round) -> str:
    return "" if round_.criteria.exists() else "It has no criteria: nobody can score an application."


@lack
def day_of_decisions(round_: Round) -> str:
    return "" if round_.decision_on else "It has no date for decisions: groups are not told when they hear."
