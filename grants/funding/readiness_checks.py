"""What a round still lacks. Rooms above say so here, since programmes cannot ask them."""

from collections.abc import Callable

from grants.funding.models import Round

ReadinessCheck = Callable[[Round], str]
_CHECKS: list[ReadinessCheck] = []


def readiness_check(find: ReadinessCheck) -> ReadinessCheck:
    """Register a function that gives a sentence for what a round lacks, or nothing."""
    _CHECKS.append(find)
    return find


def readiness_problems(round_: Round) -> list[str]:
    """What a round that counts still needs before groups can be told of it and decided about."""
    if round_.is_test or round_.decided_at:
        return []
    return [sentence for find in _CHECKS if (sentence := find(round_))]


@readiness_check
def money(round_: Round) -> str:
    return "" if round_.allocations.exists() else "No money is set aside for it: nothing can be awarded."


@readiness_check
def criteria(round_: Round) -> str:
    return "" if round_.criteria.exists() else "It has no criteria: nobody can score an application."


@readiness_check
def day_of_decisions(round_: Round) -> str:
    return "" if round_.decision_on else "It has no date for decisions: groups are not told when they hear."
