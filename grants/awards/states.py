"""The states of awards, milestones and requirements, and the moves between them."""

from django.db.models import TextChoices


class AwardState(TextChoices):
    OFFERED = "offered", "Offered"
    ACCEPTED = "accepted", "Accepted"
    LIVE = "live", "Live"
    SUSPENDED = "suspended", "Suspended"
    COMPLETED = "completed", "Completed"
    LAPSED = "lapsed", "Lapsed"
    ENDED = "ended", "Ended early"


class MilestoneState(TextChoices):
    PLANNED = "planned", "Planned"
    EVIDENCE_SENT = "evidence", "Evidence sent"
    RETURNED = "returned", "Question asked"
    MET = "met", "Met"
    WAIVED = "waived", "Waived"
    CANCELLED = "cancelled", "Cancelled"


class RequirementState(TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    WAIVED = "waived", "Waived"


A = AwardState
RUNNING = (AwardState.ACCEPTED, AwardState.LIVE)
AWARD_MOVES: dict[str, frozenset[str]] = {
    A.OFFERED: frozenset({A.ACCEPTED, A.LAPSED}),
    A.ACCEPTED: frozenset({A.LIVE, A.ENDED}),
    A.LIVE: frozenset({A.SUSPENDED, A.COMPLETED, A.ENDED}),
    A.SUSPENDED: frozenset({A.LIVE, A.ENDED}),
    A.COMPLETED: frozenset({A.LIVE}),
    A.LAPSED: frozenset(),
    A.ENDED: frozenset(),
}

M = MilestoneState
MILESTONE_MOVES: dict[str, frozenset[str]] = {
    M.PLANNED: frozenset({M.EVIDENCE_SENT, M.WAIVED, M.CANCELLED}),
    M.EVIDENCE_SENT: frozenset({M.MET, M.RETURNED, M.WAIVED, M.CANCELLED}),
    M.RETURNED: frozenset({M.EVIDENCE_SENT, M.WAIVED, M.CANCELLED}),
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
