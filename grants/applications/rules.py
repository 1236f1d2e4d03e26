"""Who may do what with an application, and until when. Reads only."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import OFFICERS, Role
from grants.applications.models import WRITERS, Application
from grants.applications.models.application import typed_for_group_by
from grants.applications.states import ApplicationState
from grants.funding.models import Round
from grants.funding.states import RoundState
from grants.organisations.models import Membership, Organisation
from grants.workshops.rules import why_not_apply

WRITABLE = (ApplicationState.DRAFT, ApplicationState.RETURNED)
# What is typed a moment too late is kept too: it can't be sent, but nothing is lost.
KEEPS = (*WRITABLE, ApplicationState.EXPIRED)
# Who saved something so shortly before the close is in the middle of the form.
MID_FORM = timedelta(minutes=30)
TEST_GROUP = "A test group applies to test rounds only."
ENDED = (ApplicationState.WITHDRAWN, ApplicationState.INELIGIBLE, ApplicationState.EXPIRED)


def writes_for(user: User, organisation: Organisation) -> bool:
    """Leads and editors write for their group; viewers read."""
    return Membership.objects.filter(organisation=organisation, user=user, role__in=WRITERS).exists()


def writes_in(user: User, application: Application) -> bool:
    """Who writes for the group, and the officer who types this one in for it. Sending is the group's."""
    return writes_for(user, application.organisation) or types_for(user, application)


def types_for(user: User, application: Application) -> bool:
    """Whether this officer types it in for a group. No query for what groups write themselves."""
    if not application.is_intake:
        return False
    return Application.objects.filter(typed_for_group_by(user), pk=application.pk).exists()


def can_write(user: User, application: Application) -> bool:
    return application.state in KEEPS and writes_in(user, application)


def can_send(user: User, application: Application) -> bool:
    return application.state in WRITABLE and writes_for(user, application.organisation)


def can_withdraw(user: User, application: Application) -> bool:
    ended = application.state in (*ENDED, ApplicationState.DECIDED)
    return not ended and writes_for(user, application.organisation)


def closes_for(application: Application) -> datetime | None:
    """The moment this group's time runs out: the round's close, or the group's own extension."""
    ends = [at for at in (application.round.closes_at, application.extended_until) if at]
    return max(ends) if application.round.closes_at and ends else None


def ends_for(application: Application) -> datetime | None:
    """The last moment to send: the close, and the grace of who was writing just before it."""
    closes = closes_for(application)
    return max(closes, application.grace_until) if closes and application.grace_until else closes


def shown_close(application: Application) -> datetime | None:
    """The close as people read it. The grace is no part of it until the close has passed."""
    closes = closes_for(application)
    return closes if closes is None or timezone.now() < closes else ends_for(application)


def grace_for(application: Application, moment: datetime | None = None) -> dict[str, datetime]:
    """What a save at `moment` gives: a few minutes past the close to who is in the middle of the form."""
    closes, now = closes_for(application), moment or timezone.now()
    if closes is None or application.state != ApplicationState.DRAFT or not is_just_before(closes, now):
        return {}
    # Counted in real minutes, whatever the clocks do that night.
    until = closes.astimezone(UTC) + timedelta(minutes=settings.GRACE_MINUTES)
    return {} if application.grace_until == until else {"grace_until": until}


def is_just_before(closes: datetime, moment: datetime) -> bool:
    """Whether the close is less than half an hour away. Counted in UTC, since clocks change."""
    return timedelta() < closes.astimezone(UTC) - moment.astimezone(UTC) <= MID_FORM


def is_late(application: Application, moment: datetime | None = None) -> bool:
    """Whether a draft can no longer be sent. An answer to an officer's question is never late."""
    if application.state == ApplicationState.RETURNED:
        return False
    ends = ends_for(application)
    return bool(ends and (moment or timezone.now()) >= ends)


def is_behind(application: Application) -> bool:
    """Whether a draft is on an older form than its round's. What was sent keeps its form for ever."""
    newest = application.round.form.current_version_id
    return application.state == ApplicationState.DRAFT and newest not in (
        None,
        application.response.form_version_id,
    )


def can_try(user: User) -> bool:
    """Whoever may open a test round may try its form, but for auditors, who change nothing."""
    return not user.has_role(Role.AUDITOR)


def can_take(user: User, round_: Round) -> bool:
    """Officers of the round's fund take applications by phone and from paper."""
    return user.has_role(*OFFICERS) and Round.objects.visible_to(user).filter(pk=round_.pk).exists()


def came_in_time(round_: Round, received_at: datetime) -> bool:
    """Whether paper that came then was in time, though the round has closed since."""
    return round_.state == RoundState.CLOSED and bool(round_.closes_at and received_at < round_.closes_at)


def why_not_start(
    round_: Round, organisation: Organisation, *, in_time: bool = False, emails: Iterable[str] = ()
) -> str:
    """The sentence that keeps this group from starting in this round; empty when it may.

    `in_time`: it came on paper before the close. `emails`: of people who are not in the group here yet.
    """
    state = RoundState.OPEN if in_time else round_.state
    if state == RoundState.PLANNED:
        return f"{round_} has not opened yet."
    if state != RoundState.OPEN:
        return f"{round_} has closed."
    if round_.is_test != organisation.is_test:
        return f"{round_} is a test round. Only test groups apply to it." if round_.is_test else TEST_GROUP
    if not round_.accepts_form(organisation.legal_form):
        kinds = "; ".join(round_.eligible_form_names)
        return f"{round_} is for these kinds of group: {kinds}. {organisation} is not one of them."
    living = Application.objects.filter(round=round_, organisation=organisation).exclude(state__in=ENDED)
    if round_.closes_at is None:
        living = living.exclude(state=ApplicationState.DECIDED)
    if living.exists():
        return f"{organisation} has an application in {round_} already. A group can have one at a time."
    known = [*organisation.people.values_list("email", flat=True), *emails]
    return "" if round_.is_test else why_not_apply(round_, known)


def is_officer_for(user: User, application: Application) -> bool:
    """Officers do not work on an application of a group that they belong to themselves."""
    own = Membership.objects.filter(organisation=application.organisation_id, user=user)
    return user.has_role(*OFFICERS) and not own.exists()


def typed_it(user: User, application: Application) -> bool:
    """Whether this officer typed it in for the group, so that another checks it."""
    return application.is_intake and application.intake.typed_by_id == user.pk


def can_check(user: User, application: Application) -> bool:
    own = typed_it(user, application)
    return application.state == ApplicationState.SUBMITTED and not own and is_officer_for(user, application)


def can_return(user: User, application: Application) -> bool:
    states = (ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE, ApplicationState.UNDER_ASSESSMENT)
    return application.state in states and is_officer_for(user, application)


def can_find_ineligible(user: User, application: Application) -> bool:
    states = (ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.ELIGIBLE)
    own = typed_it(user, application)
    return application.state in states and not own and is_officer_for(user, application)


def can_pass_to_panel(user: User, application: Application) -> bool:
    if application.round.is_test:
        return False  # Nothing in it is ever decided.
    return application.state == ApplicationState.ELIGIBLE and is_officer_for(user, application)


def can_transcribe(user: User, application: Application) -> bool:
    """From the sending on, for as long as somebody may read it. Not while it went no further."""
    return (
        bool(application.submitted_at)
        and application.state not in ENDED
        and is_officer_for(user, application)
    )


def can_write_from_fund(user: User, application: Application) -> bool:
    return is_officer_for(user, application)


def can_extend(user: User, application: Application) -> bool:
    states = (ApplicationState.DRAFT, ApplicationState.EXPIRED)
    return application.state in states and is_officer_for(user, application)
