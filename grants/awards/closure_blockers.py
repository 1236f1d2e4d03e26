"""What stands in the way of stopping a grant. Rooms above say so here, since awards cannot ask them."""

from collections.abc import Callable

from grants.awards.models import Award

Blocker = Callable[[Award], str]
_BLOCKERS: list[Blocker] = []


def closure_blocker(find: Blocker) -> Blocker:
    """Register a function that gives a sentence while money is on its way, or nothing."""
    _BLOCKERS.append(find)
    return find


def closure_blocker_of(award: Award) -> str:
    """The first sentence that says why this grant cannot be stopped now; empty when nothing does."""
    return next((sentence for find in _BLOCKERS if (sentence := find(award))), "")
