"""What happens by itself when time passes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fund.common.errors import Refused
from grants.applications import rules
from grants.applications.actions._common import change_state, record_for_application, write_to_group
from grants.applications.models import Application
from grants.applications.states import ApplicationState

SWEEP_LIMIT = 500


def expire_drafts(moment: datetime | None = None) -> int:
    """Close the drafts whose time has run out. They are kept. Calling it again does nothing more."""
    now = moment or timezone.now()
    due = Application.objects.filter(
        Q(extended_until=None) | Q(extended_until__lte=now),
        Q(grace_until=None) | Q(grace_until__lte=now),
        state=ApplicationState.DRAFT,
        round__closes_at__lte=now,
    )
    return sum(_expire(pk, now) for pk in due.order_by("pk").values_list("pk", flat=True)[:SWEEP_LIMIT])


@transaction.atomic
def _expire(pk: int, moment: datetime) -> int:
    row = Application.objects.select_for_update().get(pk=pk)
    if row.state != ApplicationState.DRAFT or not rules.is_late(row, moment):
        return 0
    try:
        change_state(row, ApplicationState.EXPIRED)
    except Refused:
        return 0
    record_for_application("application_expired", row, by=None)
    write_to_group("expired", row)
    return 1
