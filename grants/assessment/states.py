"""The states of an assessment and of a decision, and the moves between them."""

from django.db.models import TextChoices


class AssessmentState(TextChoices):
    ASSIGNED = "assigned", "Not started"
    STARTED = "started", "Started"
    SENT = "sent", "Sent"
    STOOD_DOWN = "stood_down", "Stood down"


# Work that is still to be done.
OPEN_STATES = (AssessmentState.ASSIGNED, AssessmentState.STARTED)


class DecisionState(TextChoices):
    PREPARED = "prepared", "Prepared"
    AGREED = "agreed", "Agreed"
    RELEASED = "released", "Released"


class Outcome(TextChoices):
    AWARD = "award", "Award"
    RESERVE = "reserve", "Reserve"
    DECLINE = "decline", "Decline"


ASSESSMENT_MOVES: dict[str, frozenset[str]] = {
    AssessmentState.ASSIGNED: frozenset({AssessmentState.STARTED, AssessmentState.STOOD_DOWN}),
    AssessmentState.STARTED: frozenset({AssessmentState.SENT, AssessmentState.STOOD_DOWN}),
    AssessmentState.SENT: frozenset({AssessmentState.STOOD_DOWN}),
    AssessmentState.STOOD_DOWN: frozenset(),
}

DECISION_MOVES: dict[str, frozenset[str]] = {
    DecisionState.PREPARED: frozenset({DecisionState.AGREED}),
    DecisionState.AGREED: frozenset({DecisionState.PREPARED, DecisionState.RELEASED}),
    DecisionState.RELEASED: frozenset(),
}
