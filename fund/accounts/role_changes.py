"""Telling the rooms above when somebody is given a role or loses one: the audit sits above us."""

from collections.abc import Callable

from fund.accounts.models import User
from fund.accounts.roles import Role

# Who, the roles given, the roles taken, and by whom: None for a command of the operator's.
Listener = Callable[[User, list[Role], list[Role], User | None], None]
_LISTENERS: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Have `listener` called, inside the same transaction, after each change of roles."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)
    return listener


def held_by(user: User) -> set[str]:
    """The names of the roles that `user` holds in the database now."""
    return set(user.groups.filter(name__in=Role.values).values_list("name", flat=True)) if user.pk else set()


def tell(user: User, before: set[str], *, by: User | None) -> None:
    """Compare with what was held `before`, and tell of what is different."""
    now = held_by(user)
    given, taken = sorted(now - before), sorted(before - now)
    if given or taken:
        for listener in _LISTENERS:
            listener(user, [Role(name) for name in given], [Role(name) for name in taken], by)
