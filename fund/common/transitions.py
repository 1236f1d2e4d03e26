"""Moving a row from one state to another, by the table of its app."""

from collections.abc import Mapping
from typing import Any

from fund.common.errors import Refused
from fund.common.locks import lock


def move(thing: Any, to: str, *, moves: Mapping[str, frozenset[str]], **fields: Any) -> None:
    """Lock the row, look in the table of `moves`, and save the new state with the named `fields`.

    Both the row and `thing` carry them afterwards. Raises Refused where the table has no such move;
    the caller records the event.
    """
    row: Any = lock(thing)
    if to not in moves.get(row.state, frozenset()):
        raise Refused(f"This is “{row.get_state_display()}” now, so it can't be done. Look at it again.")
    row.state = to
    for name, value in fields.items():
        setattr(row, name, value)
        setattr(thing, name, value)
    row.save(update_fields=["state", *fields])
    thing.state = to
