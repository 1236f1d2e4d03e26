"""What the acts of this room share: the move, the event, and a letter to everybody in the group."""

from typing import Any

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.transitions import move
from fund.notifications.actions import queue_letter
from grants.applications import verbs  # noqa: F401
from grants.applications.models import Application
from grants.applications.states import MOVES


def change_state(application: Application, to: str, **fields: Any) -> None:
    move(application, to, moves=MOVES, **fields)


def record_for_application(verb: str, application: Application, *, by: User | None, **data: Any) -> None:
    record(verb, application, by=by, case_reference=application.reference, **data)


def write_to_group(letter: str, application: Application, **context: Any) -> None:
    """Queue `applications/<letter>` for each person of the group."""
    facts = {"application": application, "round": application.round, "group": application.organisation}
    for person in application.organisation.people.filter(is_active=True):
        queue_letter(
            f"applications/{letter}",
            to=person,
            context={**facts, **context},
            case_reference=application.reference,
        )


def touch(application: Application, **fields: Any) -> None:
    """Write `fields` of an application that is locked already."""
    for name, value in fields.items():
        setattr(application, name, value)
    if fields:
        Application.objects.filter(pk=application.pk).update(**fields)
