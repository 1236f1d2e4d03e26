"""What keeps a round's money from being taken away. The ledger says so here, since we cannot ask it."""

from collections.abc import Callable

from grants.funding.budget import Pots
from grants.funding.models import Round

Finder = Callable[[Round, Pots], str]
_FINDERS: list[Finder] = []


def promised(find: Finder) -> Finder:
    """Register a function that gives a sentence where `Pots` would no longer hold what a round promised."""
    _FINDERS.append(find)
    return find


def too_little(round_: Round, pots: Pots) -> str:
    """The first sentence that says why a round can't have only `pots`; empty when it can."""
    return next((sentence for find in _FINDERS if (sentence := find(round_, pots))), "")
