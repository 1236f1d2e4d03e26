"""What people of one group do beside the answers: being seen, and bringing earlier words back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.common.errors import Refused
from grants.applications.actions._life import note
from grants.applications.actions.keeping import Saved, keep
from grants.applications.actions.writing import copy_and_touch, open_for_writing
from grants.applications.models import Application
from grants.forms.models import EarlierAnswer, Presence

SEEN_FOR = timedelta(minutes=2)
WRITTEN_EVERY = timedelta(seconds=30)


def see(application: Application, section: str, *, by: User, at_once: bool = True) -> list[str]:
    """Say that `by` is in this section now, and name the others who are. One row is written at most.

    A page that is drawn need not say `at_once` that its reader came from another section: its script will.
    """
    now = timezone.now()
    rows = list(application.response.presences.select_related("user"))
    own = next((row for row in rows if row.user_id == by.pk), None)
    if own is None:
        row = Presence(response_id=application.response_id, user=by, section=section, seen_at=now)
        Presence.objects.bulk_create([row], ignore_conflicts=True)
    elif (at_once and own.section != section) or now - own.seen_at >= WRITTEN_EVERY:
        Presence.objects.filter(pk=own.pk).update(section=section, seen_at=now)
    here = [row for row in rows if row.section == section and now - row.seen_at < SEEN_FOR]
    return sorted(str(row.user) for row in here if row.user_id != by.pk)


@transaction.atomic
def restore_answer(application: Application, earlier: EarlierAnswer, *, by: User) -> None:
    """Put earlier words back. The words that stood until now become earlier words in their turn."""
    work = open_for_writing(application, by)
    if not work.is_open(earlier.question):
        raise Refused("That part of the form can't be changed.")
    saved = Saved()
    keep(work, {earlier.question: earlier.value}, {}, saved, by, earlier.question)
    if saved.changed:
        copy_and_touch(work)
        note("application_restored", work.application, by=by)
