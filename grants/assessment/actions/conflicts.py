"""Ties between a person and an application. From here on it is hidden from them, everywhere at once."""

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from grants.applications.models import Application, Conflict
from grants.assessment import rules
from grants.assessment.actions.panels import recuse
from grants.assessment.models import Assessment
from grants.assessment.states import AssessmentState


@transaction.atomic
def declare_conflict(assessment: Assessment, *, reason: str, by: User) -> Conflict:
    """An assessor says that they have a tie: they are stood down, and their scores no longer count."""
    if assessment.user_id != by.pk:
        raise Refused("Only the assessor can declare their own conflict.")
    conflict = _conflict(assessment.application, by, reason=reason, found=False, by=by)
    record(
        "conflict_declared", assessment.application, by=by, case_reference=assessment.application.reference
    )
    return conflict


@transaction.atomic
def record_conflict(application: Application, user: User, *, reason: str, by: User) -> Conflict:
    """An officer writes down a tie that was found or told to them."""
    conflict = _conflict(application, user, reason=reason, found=True, by=by)
    record("conflict_recorded", application, by=by, case_reference=application.reference, member=str(user))
    return conflict


@transaction.atomic
def lift_conflict(conflict: Conflict, *, reason: str, by: User) -> None:
    """Take back a tie that staff wrote down by mistake. What a member declares of themselves stands.

    An assessment that was stood down for it stays so, since its scores were seen to end there.
    """
    row = lock(conflict.application)
    if not rules.can_lift_conflicts(by):
        raise Refused("Only a fund manager can lift a recorded conflict.")
    if conflict.user_id == by.pk:
        raise Refused("Nobody lifts a conflict of their own. Ask another manager.")
    if not conflict.found:
        raise Refused(f"{conflict.user} declared this conflict, so it stands.")
    if not reason.strip():
        raise Refused("Say why it was a mistake.", field="reason")
    member, said = str(conflict.user), conflict.reason
    if not Conflict.objects.filter(pk=conflict.pk).delete()[0]:
        raise Refused("This conflict has been lifted already.")
    record(
        "conflict_lifted",
        row,
        by=by,
        case_reference=row.reference,
        member=member,
        was=said,
        reason=reason.strip(),
    )


def _conflict(application: Application, user: User, *, reason: str, found: bool, by: User) -> Conflict:
    row = lock(application)
    if not reason.strip():
        raise Refused("Say what the tie is.", field="reason")
    if Conflict.objects.filter(application=row, user=user).exists():
        raise Refused("This conflict has been recorded already.")
    live = Assessment.objects.filter(application=row, user=user).exclude(state=AssessmentState.RECUSED)
    for assessment in live:
        recuse(assessment, by=by)
    return Conflict.objects.create(
        application=row, user=user, reason=reason.strip(), found=found, recorded_by=by
    )
