"""The states of awards, milestones and requirements, and the moves between them."""

from django.db.models import TextChoices


class AwardState(TextChoices):
    OFFERED = "offered", "Offered"
    ACCEPTED = "accepted", "Accepted"
    ACTIVE = "active", "Active"
    SUSPENDED = "suspended", "Suspended"
    COMPLETED = "completed", "Completed"
    LAPSED = "lapsed", "Lapsed"
    ENDED_EARLY = "ended_early", "Ended early"


class MilestoneState(TextChoices):
    PLANNED = "planned", "Planned"
    EVIDENCE_SUBMITTED = "evidence_submitted", "Evidence submitted"
    RETURNED = "returned", "Question asked"
    MET = "met", "Met"
    WAIVED = "waived", "Waived"
    CANCELLED = "cancelled", "Cancelled"


class RequirementState(TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    WAIVED = "waived", "Waived"


A = AwardState
RUNNING = (AwardState.ACCEPTED, AwardState.ACTIVE)
AWARD_MOVES: dict[str, frozenset[str]] = {
    A.OFFERED: frozenset({A.ACCEPTED, A.LAPSED}),
    A.ACCEPTED: frozenset({A.ACTIVE, A.ENDED_EARLY}),
    A.ACTIVE: frozenset({A.SUSPENDED, A.COMPLETED, A.ENDED_EARLY}),
    A.SUSPENDED: frozenset({A.ACTIVE, A.ENDED_EARLY}),
    A.COMPLETED: frozenset({A.ACTIVE}),
    A.LAPSED: frozenset(),
    A.ENDED_EARLY: frozenset(),
}

M = MilestoneState
MILESTONE_MOVES: dict[str, frozenset[str]] = {
    M.PLANNED: frozenset({M.EVIDENCE_SUBMITTED, M.WAIVED, M.CANCELLED}),
    M.EVIDENCE_SUBMITTED: frozenset({M.MET, M.RETURNED, M.WAIVED, M.CANCELLED}),
    M.RETURNED: frozenset({M.EVIDENCE_SUBMITTED, M.WAIVED, M.CANCELLED}),
    M.MET: frozenset(),
    M.WAIVED: frozenset(),
    M.CANCELLED: frozenset(),
}

R = RequirementState
REQUIREMENT_MOVES: dict[str, frozenset[str]] = {
    R.OPEN: frozenset({R.ACCEPTED, R.WAIVED}),
    R.ACCEPTED: frozenset(),
    R.WAIVED: frozenset(),
}
