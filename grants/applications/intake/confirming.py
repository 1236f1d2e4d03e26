"""The group's own word for what an officer typed in for it: without it, nothing counts."""

from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import lock
from fund.common.errors import Refused
from grants.applications.actions._life import note
from grants.applications.models import Application, Assistance, Confirmed


def confirm_by_sending(application: Application, by: User) -> None:
    """Somebody of the group sends it: that is their word. Never the officer who typed it."""
    row: Assistance = lock(application.assistance)
    if row.typed_by_id == by.pk:
        raise Refused("You typed this in for the group, so somebody of the group sends it.")
    row.how, row.said_on, row.print, row.recorded_by = Confirmed.OWN, None, "", None
    mark_confirmed(application, row, by)


def mark_confirmed(application: Application, row: Assistance, by: User) -> None:
    """Write on both rows that the group stands by it. Both are locked."""
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    row.save()
    application.confirmed_at = row.confirmed_at
    application.save(update_fields=["confirmed_at"])
    application.assistance = row
    note("application_confirmed", application, by=by, how=row.get_how_display().lower())


def with_contact(application: Application, group: dict[str, Any]) -> dict[str, Any]:
    """The group's facts as frozen; where an officer vouched for its word, whoever gave it stands there."""
    if not application.helped or application.assistance.how == Confirmed.OWN:
        return group
    row = application.assistance
    first = {"name": row.contact_name, "email": row.contact_email, "part": "Speaks for the group"}
    return {**group, "contacts": [first, *group["contacts"][1:]]}


def how_it_came(application: Application) -> dict[str, Any]:
    """What a submission keeps of it, in words; empty for what groups write themselves."""
    if not application.helped:
        return {}
    row = application.assistance
    own = row.how == Confirmed.OWN
    return {
        "came": row.get_came_display(),
        "arrived_at": row.arrived_at.isoformat(),
        "typed_by": str(row.typed_by),
        "contact": row.contact_name,
        "confirmed": row.get_how_display(),
        "said_on": "" if own or row.said_on is None else row.said_on.isoformat(),
        "recorded_by": "" if own else str(row.recorded_by),
        "vouched_by": "" if own else str(row.confirmed_by),
    }
