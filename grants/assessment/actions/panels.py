"""Who sits on a panel, and who scores what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import record, record_many
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment import emails, rules
from grants.assessment.models import Assessment, Panel, PanelMember
from grants.assessment.sharing import lock_table
from grants.assessment.states import ASSESSMENT_MOVES, OPEN_STATES, AssessmentState
from grants.funding.models import Round


@dataclass(frozen=True)
class Assigned:
    """What was shared out, and the applications that still need an assessor because nobody is free."""

    made: list[Assessment] = field(default_factory=list)
    short: list[Application] = field(default_factory=list)


@transaction.atomic
def make_panel(
    round_: Round,
    *,
    name: str,
    by: User,
    quorum: int = 3,
    chair: User | None = None,
    members: Iterable[User] = (),
) -> Panel:
    """The panel of a round, with its members. Its chair, if named, is seated with them."""
    lock(round_)
    if round_.is_test:
        raise Refused("A test round has no panel: nothing in it is decided.")
    if Panel.objects.filter(round=round_).exists():
        raise Refused("This round has a panel already.")
    _check_quorum(quorum)
    panel = Panel.objects.create(round=round_, name=name, quorum=quorum)
    record("panel_made", panel, by=by, name=name)
    for user in dict.fromkeys([*members, *([chair] if chair else [])]):
        seat_member(panel, user, by=by)
    panel.chair = chair
    panel.save(update_fields=["chair"])
    return panel


@transaction.atomic
def change_panel(
    panel: Panel, *, name: str, quorum: int, chair: User | None, members: Iterable[User], by: User
) -> None:
    """Name, quorum, chair and members as they shall be: others are unseated, new ones seated."""
    lock(panel)
    _check_quorum(quorum)
    wanted = dict.fromkeys(members)
    if chair and chair not in wanted:
        raise Refused("The chair has to sit on the panel.", field="chair")
    seated = [seat.user for seat in panel.seats.select_related("user")]
    for user in seated:
        if user not in wanted:
            unseat_member(panel, user, by=by)
    for user in wanted:
        if user not in seated:
            seat_member(panel, user, by=by)
    panel.name, panel.quorum, panel.chair = name, quorum, chair
    panel.save(update_fields=["name", "quorum", "chair"])
    record("panel_changed", panel, by=by, name=name)


@transaction.atomic
def seat_member(panel: Panel, user: User, *, by: User) -> PanelMember:
    lock(panel)
    if not rules.may_sit(user):
        raise Refused(f"{user} is not a panel member. An administrator can give them that role.")
    seat, made = PanelMember.objects.get_or_create(panel=panel, user=user)
    if made:
        record("member_seated", panel, by=by, member=str(user))
    return seat


@transaction.atomic
def unseat_member(panel: Panel, user: User, *, by: User) -> None:
    """Take a member off. What they have not sent is stood down; scores they have sent still count."""
    lock(panel)
    seat = panel.seats.filter(user=user).first()
    if seat is None:
        raise Refused(f"{user} does not sit on this panel.")
    for assessment in Assessment.objects.filter(
        user=user, application__round=panel.round, state__in=OPEN_STATES
    ):
        recuse(assessment, by=by)
    if panel.chair_id == user.pk:
        Panel.objects.filter(pk=panel.pk).update(chair=None)
        panel.chair = None
    seat.delete()
    record("member_unseated", panel, by=by, member=str(user))


@transaction.atomic
def assign_assessor(application: Application, user: User, *, by: User) -> Assessment:
    """Ask a seated member without a tie to score an application that is with the panel."""
    list(Panel.objects.select_for_update().filter(round=application.round_id))
    row = lock(application)
    if row.state != ApplicationState.UNDER_ASSESSMENT:
        raise Refused(f"{row.reference} is not with the panel.")
    if not PanelMember.objects.filter(panel__round=row.round_id, user=user).exists():
        raise Refused(f"{user} does not sit on this panel.", field="member")
    if rules.has_conflict(user, row):
        raise Refused(f"{user} has a tie to {row.reference}, so can't score it.", field="member")
    if Assessment.objects.filter(application=row, user=user).exists():
        raise Refused(f"{user} has been asked to score {row.reference} before.", field="member")
    assessment = Assessment.objects.create(application=row, user=user, assigned_by=by)
    record("assessor_assigned", assessment, by=by, case_reference=row.reference, assessor=str(user))
    emails.ask_to_score(user, row.round, number=1)
    return assessment


@transaction.atomic
def assign_evenly(panel: Panel, per_application: int, *, by: User) -> Assigned:
    """Share out the applications with the panel so that each has `per_application` assessors.

    The hardest to place go first, each to the free members with the least to do.
    """
    lock(panel)
    if per_application < 1:
        raise Refused("Each application needs at least 1 assessor.", field="per_application")
    members = [seat.user for seat in panel.seats.select_related("user")]
    table = lock_table(panel.round, members)
    result = Assigned()
    for application in table.hardest_first():
        wanted = per_application - table.assessors[application.pk]
        chosen = table.least_busy(application, wanted)
        for user in chosen:
            table.load[user.pk] += 1
            result.made.append(Assessment(application=application, user=user, assigned_by=by))
        if len(chosen) < wanted:
            result.short.append(application)
    Assessment.objects.bulk_create(result.made)
    case_references = [one.application.reference for one in result.made]
    record_many(
        "assessor_assigned",
        result.made,
        by=by,
        case_references=case_references,
        data=[{"assessor": str(one.user)} for one in result.made],
    )
    for user in members:
        if number := sum(one.user_id == user.pk for one in result.made):
            emails.ask_to_score(user, panel.round, number=number)
    return result


@transaction.atomic
def recuse(assessment: Assessment, *, by: User) -> None:
    """Take an assessor off one application. Their scores, sent or not, no longer count."""
    application = assessment.application
    move(assessment, AssessmentState.RECUSED, moves=ASSESSMENT_MOVES)
    record(
        "assessor_recused",
        assessment,
        by=by,
        case_reference=application.reference,
        assessor=str(assessment.user),
    )


def _check_quorum(quorum: int) -> None:
    if quorum < 1:
        raise Refused("A quorum is at least 1.", field="quorum")
