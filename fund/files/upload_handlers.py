"""What becomes of a file that has arrived: each room that asks for files registers what it does with one.

This room knows no applications. A room above says which kinds it takes for a purpose, and is called with the
upload and the stored file inside the transaction that takes it in; it may still raise Refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fund.files.kinds import DOCUMENTS, Allowed
from fund.files.models import StoredFile, Upload

Taker = Callable[[Upload, StoredFile], object]


@dataclass(frozen=True)
class Purpose:
    take: Taker
    allowed: Allowed


_PURPOSES: dict[str, Purpose] = {}


def register(name: str, take: Taker, *, allowed: Allowed = DOCUMENTS) -> None:
    _PURPOSES[name] = Purpose(take, allowed)


def purpose(name: str) -> Purpose:
    return _PURPOSES[name]
