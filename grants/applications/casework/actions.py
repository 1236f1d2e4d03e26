"""What officers do with an application that was sent."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.common.dates import format_deadline
from fund.common.errors import Refused
from fund.common.locks import lock
from grants.applications.actions._common import change_state, record_for_application, write_to_group
from grants.applications.models import Application, Return
from grants.applications.rules import typed_it
from grants.applications.states import ApplicationState


@transaction.atomic
def pass_check(application: Application, *, by: User) -> None:
    """An officer, who did not type it in, has checked it: it is ready for the panel."""
    _refuse_who_typed(application, by)
    change_state(application, ApplicationState.ELIGIBLE, checked_by=by, checked_at=timezone.now())
    record_for_application("application_eligible", application, by=by)
    write_to_group("eligible", application)


@transaction.atomic
def return_application(
    application: Application, *, message: str, questions: Iterable[str] = (), by: User
) -> Return:
    """Give it back to the group with a question. Only `questions` open again; all, if none is named."""
    message = message.strip()
    if not message:
        raise Refused("Write what you need from the group.", field="message")
    named = list(questions)
    known = set(application.form_version.definition.by_id)
    if not known.issuperset(named):
        raise Refused("Choose questions of this form.", field="questions")
    change_state(application, ApplicationState.RETURNED)
    row = Return.objects.create(application=application, message=message, questions=named, asked_by=by)
    record_for_application("application_returned", application, by=by, message=message)
    write_to_group("returned", application, message=message)
    return row


@transaction.atomic
def find_ineligible(application: Application, *, reason: str, by: User) -> None:
    """It can go no further in this round. The group reads `reason`."""
    reason = reason.strip()
    if not reason:
        raise Refused("Write the reason, for the group to read.", field="reason")
    _refuse_who_typed(application, by)
    change_state(application, ApplicationState.INELIGIBLE, closing_reason=reason)
    application.returns.filter(answered_at=None).update(answered_at=timezone.now())
    record_for_application("application_ineligible", application, by=by, reason=reason)
    write_to_group("ineligible", application, reason=reason)


@transaction.atomic
def pass_to_panel(application: Application, *, by: User) -> None:
    """Put it before the panel. Each recording has its words beside it by then: not all can listen."""
    if application.round.is_test:
        raise Refused("Nothing is decided in a test round, so it goes to no panel.")
    left = application.recordings.without_transcript().count()
    if left:
        what = "A recording has" if left == 1 else f"{left} recordings have"
        raise Refused(f"{what} no transcript yet. Type what is said, then pass it to the panel.")
    change_state(application, ApplicationState.UNDER_ASSESSMENT)
    record_for_application("application_under_assessment", application, by=by)
    write_to_group("under_assessment", application)


@transaction.atomic
def mark_decided(application: Application, *, by: User) -> None:
    """Its decision was released. Assessment calls this, and writes the letter."""
    change_state(application, ApplicationState.DECIDED)
    record_for_application("application_decided", application, by=by)


@transaction.atomic
def extend_deadline(application: Application, *, until: datetime, reason: str, by: User) -> None:
    """Give one group longer to send. One that had expired can be written in again."""
    reason = reason.strip()
    row = lock(application)
    if not reason:
        raise Refused("Write why this group has longer.", field="reason")
    if row.state not in (ApplicationState.DRAFT, ApplicationState.EXPIRED):
        raise Refused("Only an application that was not sent yet can have longer.")
    if row.round.closes_at is None or row.round.decided_at:
        raise Refused("This round has no close to move.")
    if until <= max(timezone.now(), row.round.closes_at):
        raise Refused("Choose a moment in the future, after the round's own close.", field="until")
    fields = {"extended_until": until, "extension_reason": reason}
    if row.state == ApplicationState.EXPIRED:
        try:
            with transaction.atomic():
                change_state(application, ApplicationState.DRAFT, **fields)
        except IntegrityError:
            raise Refused("This group has another application in the round.") from None
    else:
        Application.objects.filter(pk=row.pk).update(**fields)
    application.extended_until, application.extension_reason = until, reason
    record_for_application(
        "application_extended", application, by=by, until=format_deadline(until, year=True), reason=reason
    )
    write_to_group("extended", application, until=until)


def _refuse_who_typed(application: Application, by: User) -> None:
    if typed_it(by, application):
        raise Refused("You typed it in for the group, so another officer checks it.")
