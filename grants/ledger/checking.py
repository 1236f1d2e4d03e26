"""The registry of checks. Rooms above the ledger register theirs, so that one command proves all books."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Finder = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Check:
    """`words` says what must hold; `find` yields a sentence for each place where it does not."""

    words: str
    find: Finder


_CHECKS: dict[str, Check] = {}


def check(words: str) -> Callable[[Finder], Finder]:
    """Register a check: `@check("Milestones sum to their award")`."""

    def keep(find: Finder) -> Finder:
        _CHECKS[words] = Check(words, find)
        return find

    return keep


def run_checks() -> Iterator[tuple[Check, list[str]]]:
    """Each check with what it found, in the order of registration: the ledger's own first."""
    for each in _CHECKS.values():
        yield each, list(each.find())
