"""Scoring one application: saved as often as one likes, sent once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from grants.applications.states import ApplicationState
from grants.assessment import rules
from grants.assessment.models import Assessment, Score
from grants.assessment.states import ASSESSMENT_MOVES, OPEN_STATES, AssessmentState
from grants.funding.models import Criterion


@dataclass(frozen=True)
class Given:
    """What an assessor has chosen and typed for one criterion, finished or not."""

    value: int | None = None
    does_not_apply: bool = False
    reason: str = ""


def save_score(
    assessment: Assessment,
    criterion: Criterion,
    *,
    by: User,
    value: int | None = None,
    does_not_apply: bool = False,
    reason: str = "",
) -> None:
    """Keep one criterion as it stands. A value is 0 to the criterion's top; empty is kept as empty."""
    save_scores(assessment, {criterion: Given(value, does_not_apply, reason)}, by=by)


@transaction.atomic
def save_scores(
    assessment: Assessment, given: Mapping[Criterion, Given], *, by: User, comment: str | None = None
) -> None:
    """Keep several criteria at once, and the comment to the panel unless it is None."""
    row = _lock_own(assessment, by)
    for criterion, one in given.items():
        _check(row, criterion, one)
        Score.objects.update_or_create(
            assessment=row,
            criterion=criterion,
            defaults={
                "value": None if one.does_not_apply else one.value,
                "does_not_apply": one.does_not_apply,
                "reason": one.reason.strip(),
                "saved_at": timezone.now(),
            },
        )
    if comment is not None:
        row.comment = assessment.comment = comment.strip()
        row.save(update_fields=["comment"])
    if row.state == AssessmentState.ASSIGNED:
        move(row, AssessmentState.IN_PROGRESS, moves=ASSESSMENT_MOVES)
    assessment.state = row.state
    # Not on the application's case_reference: a saved draft is nobody else's business.
    record("scores_saved", row, by=by, criteria=len(given))


@transaction.atomic
def submit_assessment(assessment: Assessment, *, by: User) -> None:
    """Send the scores to the panel. Every criterion needs a score, or "does not apply", and a reason."""
    row = _lock_own(assessment, by)
    if missing := rules.unfinished(row):
        raise Refused(f"Still to do: {', '.join(criterion.name for criterion in missing)}.")
    submitted_at = timezone.now()
    move(row, AssessmentState.SUBMITTED, moves=ASSESSMENT_MOVES, submitted_at=submitted_at)
    assessment.state, assessment.submitted_at = row.state, submitted_at
    record("assessment_submitted", row, by=by, case_reference=row.application.reference)


def _lock_own(assessment: Assessment, by: User) -> Assessment:
    application = lock(assessment.application)
    row = lock(assessment)
    if application.state != ApplicationState.UNDER_ASSESSMENT:
        raise Refused(f"{application.reference} is not with the panel now, so it can't be scored.")
    if row.state not in OPEN_STATES:
        raise Refused("You have sent these scores, or been stood down, so they can't change.")
    if not rules.can_score(by, row):
        raise Refused("Only the assessor who was asked can score this.")
    return row


def _check(assessment: Assessment, criterion: Criterion, given: Given) -> None:
    if criterion.round_id != assessment.application.round_id:
        raise Refused("That criterion belongs to another round.")
    if given.does_not_apply and not criterion.may_not_apply:
        raise Refused(f"“{criterion.name}” has to be scored.")
    if given.value is not None and not 0 <= given.value <= criterion.top:
        raise Refused(f"“{criterion.name}” is scored from 0 to {criterion.top}.")
