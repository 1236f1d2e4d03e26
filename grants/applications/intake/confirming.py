"""The group's own word for what an officer typed in for it: without it, nothing counts."""

from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.locks import lock
from grants.applications.actions._common import record_for_application
from grants.applications.models import Application, ConfirmationMethod, Intake


def confirm_by_sending(application: Application, by: User) -> None:
    """Somebody of the group sends it: that is their word. Never the officer who typed it."""
    row: Intake = lock(application.intake)
    if row.typed_by_id == by.pk:
        raise Refused("You typed this in for the group, so somebody of the group sends it.")
    row.method, row.confirmed_on, row.fingerprint, row.recorded_by = ConfirmationMethod.OWN, None, "", None
    mark_confirmed(application, row, by)


def mark_confirmed(application: Application, row: Intake, by: User) -> None:
    """Write on both rows that the group stands by it. Both are locked."""
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    row.save()
    application.confirmed_at = row.confirmed_at
    application.save(update_fields=["confirmed_at"])
    application.intake = row
    record_for_application(
        "application_confirmed", application, by=by, method=row.get_method_display().lower()
    )


def with_contact(application: Application, group: dict[str, Any]) -> dict[str, Any]:
    """The group's facts as frozen; where an officer vouched for its word, whoever gave it stands there."""
    if not application.is_intake or application.intake.method == ConfirmationMethod.OWN:
        return group
    row = application.intake
    first = {"name": row.contact_name, "email": row.contact_email, "part": "Speaks for the group"}
    return {**group, "contacts": [first, *group["contacts"][1:]]}


def how_it_came(application: Application) -> dict[str, Any]:
    """What a submission keeps of it, in words; empty for what groups write themselves."""
    if not application.is_intake:
        return {}
    row = application.intake
    own = row.method == ConfirmationMethod.OWN
    return {
        "channel": row.get_channel_display(),
        "received_at": row.received_at.isoformat(),
        "typed_by": str(row.typed_by),
        "contact": row.contact_name,
        "confirmed": row.get_method_display(),
        "confirmed_on": "" if own or row.confirmed_on is None else row.confirmed_on.isoformat(),
        "recorded_by": "" if own else str(row.recorded_by),
        "vouched_by": "" if own else str(row.confirmed_by),
    }
