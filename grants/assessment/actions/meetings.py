"""A panel sits: who was there, and what they agreed."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from grants.applications.states import ApplicationState
from grants.assessment import rules
from grants.assessment.models import Decision, Meeting, Panel
from grants.assessment.records import snapshot
from grants.assessment.states import DECISION_MOVES, DecisionState
from grants.funding.allocations import lock_pots


@transaction.atomic
def hold_meeting(
    panel: Panel, *, held_at: datetime, present: Iterable[User], by: User, place: str = "", minutes: str = ""
) -> Meeting:
    """Write a sitting down. Only seated members can have been present."""
    lock(panel)
    seated = set(panel.seats.values_list("user_id", flat=True))
    people = list(present)
    if strangers := [str(user) for user in people if user.pk not in seated]:
        raise Refused(f"Not on this panel: {', '.join(strangers)}.", field="present")
    if held_at > timezone.now():
        raise Refused("A meeting is written down once it has begun.", field="held_at")
    if len(people) < panel.quorum:
        sentence = f"The panel needs {panel.quorum} members present; {len(people)} were there."
        raise Refused(sentence, field="present")
    meeting = Meeting.objects.create(panel=panel, held_at=held_at, place=place, minutes=minutes)
    meeting.present.set(people)
    record("meeting_held", meeting, by=by)
    return meeting


@transaction.atomic
def agree_decisions(
    panel: Panel, *, meeting: Meeting, by: User, decisions: Collection[Decision] | None = None
) -> list[Decision]:
    """The meeting agrees prepared decisions: those given, or all that `by` has no tie to.

    Each needs a quorum of members present without a tie to its application. What the panel knew is
    kept in each decision's `record`, so that it can be opened again as it stood.
    """
    if meeting.panel_id != panel.pk:
        raise Refused("That meeting was of another panel.")
    pots = lock_pots(panel.round)
    rows = _lock_prepared(panel, decisions, by)
    if not rows:
        raise Refused("No decision is prepared, so there is nothing to agree.", field="decisions")
    _check_quorum(panel, meeting, rows)
    now = timezone.now()
    for decision in rows:
        kept = snapshot(decision, panel=panel, meeting=meeting, pots=pots)
        move(
            decision,
            DecisionState.AGREED,
            moves=DECISION_MOVES,
            meeting=meeting,
            agreed_by=by,
            agreed_at=now,
            score=kept["score"],
            record=kept,
        )
        decision.refresh_from_db()
        reference = decision.application.reference
        record("decision_agreed", decision, by=by, case_reference=reference, outcome=decision.words.lower())
    return rows


def _lock_prepared(panel: Panel, decisions: Collection[Decision] | None, by: User) -> list[Decision]:
    rows = Decision.objects.unreleased().filter(
        application__round=panel.round,
        application__state=ApplicationState.UNDER_ASSESSMENT,
        state=DecisionState.PREPARED,
    )
    if decisions is not None:
        rows = rows.filter(pk__in=[decision.pk for decision in decisions])
    locked = Decision.objects.select_for_update(of=("self",)).select_related("application__round")
    found = list(locked.filter(pk__in=list(rows.values_list("pk", flat=True))).order_by("pk"))
    conflicts = rules.conflicts_among((decision.application for decision in found), [by])
    if conflicts and decisions is not None:
        raise Refused("You have a tie to one of these, so somebody else has to write it down.")
    return [decision for decision in found if (decision.application_id, by.pk) not in conflicts]


def _check_quorum(panel: Panel, meeting: Meeting, decisions: list[Decision]) -> None:
    present = list(meeting.present.all())
    conflicts = rules.conflicts_among((decision.application for decision in decisions), present)
    problems = []
    for decision in decisions:
        without_conflict = [user for user in present if (decision.application_id, user.pk) not in conflicts]
        if len(without_conflict) < panel.quorum:
            problems.append(f"{decision.application.reference} ({len(without_conflict)} of {panel.quorum})")
    if problems:
        raise Refused(f"Too few members without a tie were there for: {', '.join(problems)}.")
