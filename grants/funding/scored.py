"""Whether anybody scores by a round's criteria. Assessment says so here, since we cannot ask it."""

from collections.abc import Callable

from grants.funding.models import Round

Finder = Callable[[Round], bool]
_FINDERS: list[Finder] = []


def scored(find: Finder) -> Finder:
    """Register a function that tells whether a round's criteria have been scored by."""
    _FINDERS.append(find)
    return find


def is_scored(round_: Round) -> bool:
    return any(find(round_) for find in _FINDERS)
