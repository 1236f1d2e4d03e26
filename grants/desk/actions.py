"""The few writes that belong to no earlier room."""

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.notifications.models import Letter, LetterState
from fund.notifications.tasks import send_letter
from grants.desk import verbs  # noqa: F401 - its words must be known before anything is recorded


@transaction.atomic
def send_letter_again(letter: Letter, *, by: User) -> Letter:
    """Put a letter that failed back in the queue, with all its tries before it."""
    row = lock(letter)
    if row.state != LetterState.FAILED:
        raise Refused(f"This letter is “{row.get_state_display()}”, so it can't be sent again.")
    row.state = LetterState.WAITING
    row.attempts = 0
    row.due_at = row.nudged_at = timezone.now()
    row.problem = ""
    row.save(update_fields=["state", "attempts", "due_at", "nudged_at", "problem"])
    record("letter_sent_again", row, by=by, case_reference=row.case_reference, letter=row.subject)
    transaction.on_commit(lambda: send_letter.enqueue(row.pk))
    return row
