"""What stands in the way of stopping a grant. Rooms above say so here, since awards cannot ask them."""

from collections.abc import Callable

from grants.awards.models import Award

Hold = Callable[[Award], str]
_HOLDS: list[Hold] = []


def hold(find: Hold) -> Hold:
    """Register a function that gives a sentence while money is on its way, or nothing."""
    _HOLDS.append(find)
    return find


def what_holds(award: Award) -> str:
    """The first sentence that says why this grant cannot be stopped now; empty when nothing does."""
    return next((sentence for find in _HOLDS if (sentence := find(award))), "")
