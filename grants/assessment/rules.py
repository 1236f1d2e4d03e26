"""Who may do what on a panel. Reads only."""

from collections.abc import Iterable

from fund.accounts.models import User
from fund.accounts.roles import MANAGERS, OFFICERS, SITTERS
from grants.applications.models import Application, Conflict
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment
from grants.assessment.states import OPEN_STATES, AssessmentState
from grants.funding.models import Criterion
from grants.organisations.models import Membership


def may_sit(user: User) -> bool:
    return user.is_active and user.has_role(*SITTERS)


def can_run_panels(user: User) -> bool:
    """Seat, assign, record conflicts, prepare decisions and write meetings down."""
    return user.has_role(*OFFICERS)


def can_release(user: User) -> bool:
    return user.has_role(*MANAGERS)


def can_lift_conflicts(user: User) -> bool:
    """Take back a conflict that staff recorded by mistake."""
    return user.has_role(*MANAGERS)


def has_conflict(user: User, application: Application) -> bool:
    """A conflict that stands on record, or belonging to the group that applied."""
    recorded = Conflict.objects.filter(application=application, user=user).exists()
    return recorded or Membership.objects.filter(organisation=application.organisation_id, user=user).exists()


def conflicts_among(applications: Iterable[Application], people: Iterable[User]) -> set[tuple[int, int]]:
    """(application, person) by key wherever `has_conflict` is true. Two queries, however many there are."""
    groups = {row.pk: row.organisation_id for row in applications}
    keys = {user.pk for user in people}
    recorded = Conflict.objects.filter(application__in=groups, user__in=keys)
    belong = Membership.objects.filter(organisation__in=set(groups.values()), user__in=keys)
    in_group = set(belong.values_list("organisation_id", "user_id"))
    found = {(pk, user) for pk, group in groups.items() for user in keys if (group, user) in in_group}
    return found | set(recorded.values_list("application_id", "user_id"))


def can_score(user: User, assessment: Assessment) -> bool:
    """The assessor who was asked, while the work is open and the application is with the panel."""
    open_ = (
        assessment.state in OPEN_STATES and assessment.application.state == ApplicationState.UNDER_ASSESSMENT
    )
    return open_ and assessment.user_id == user.pk and not has_conflict(user, assessment.application)


def sees_names(user: User, assessment: Assessment) -> bool:
    """Names of groups and people are hidden until the scores are sent, where the round says so."""
    return assessment.state == AssessmentState.SUBMITTED or not assessment.application.round.names_hidden


def sees_others(assessment: Assessment) -> bool:
    """Nobody sees another's scores before sending their own."""
    return assessment.state == AssessmentState.SUBMITTED


def has_open_scores(user: User, application: Application) -> bool:
    """Whether this person was asked to score it and has not sent: they see nobody else's scores yet."""
    return Assessment.objects.filter(application=application, user=user, state__in=OPEN_STATES).exists()


def owes_scores(user: User, application: Application) -> bool:
    """The same, while the scores may still be sent: afterwards there is nothing left to sway."""
    return application.state == ApplicationState.UNDER_ASSESSMENT and has_open_scores(user, application)


def unfinished(assessment: Assessment) -> list[Criterion]:
    """The criteria without a score or without a reason, in order."""
    done = {
        score.criterion_id
        for score in assessment.scores.all()
        if score.reason.strip() and (score.does_not_apply or score.value is not None)
    }
    return [
        criterion for criterion in assessment.application.round.criteria.all() if criterion.pk not in done
    ]
