"""Who is where in a response just now."""

from datetime import timedelta

from django.utils import timezone

from fund.accounts.models import User
from grants.forms.models import Presence, Response

SEEN_FOR = timedelta(minutes=2)
WRITTEN_EVERY = timedelta(seconds=30)


def mark_present(response: Response, section: str, *, by: User, at_once: bool = True) -> list[str]:
    """Write down that `by` is in this section now, and return the names of the others who are.

    One row is written at most. A page that is drawn need not say `at_once` that its reader came from another
    section: its script will.
    """
    now = timezone.now()
    rows = list(response.presences.select_related("user"))
    own = next((row for row in rows if row.user_id == by.pk), None)
    if own is None:
        row = Presence(response=response, user=by, section=section, seen_at=now)
        Presence.objects.bulk_create([row], ignore_conflicts=True)
    elif (at_once and own.section != section) or now - own.seen_at >= WRITTEN_EVERY:
        Presence.objects.filter(pk=own.pk).update(section=section, seen_at=now)
    here = [row for row in rows if row.section == section and now - row.seen_at < SEEN_FOR]
    return sorted(str(row.user) for row in here if row.user_id != by.pk)
