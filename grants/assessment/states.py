"""The states of an assessment and of a decision, and the moves between them."""

from django.db.models import TextChoices


class AssessmentState(TextChoices):
    ASSIGNED = "assigned", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    SUBMITTED = "submitted", "Submitted"
    RECUSED = "recused", "Recused"


# Work that is still to be done.
OPEN_STATES = (AssessmentState.ASSIGNED, AssessmentState.IN_PROGRESS)


class DecisionState(TextChoices):
    PREPARED = "prepared", "Prepared"
    AGREED = "agreed", "Agreed"
    RELEASED = "released", "Released"


class Outcome(TextChoices):
    AWARD = "award", "Award"
    RESERVE = "reserve", "Reserve"
    DECLINE = "decline", "Decline"


ASSESSMENT_MOVES: dict[str, frozenset[str]] = {
    AssessmentState.ASSIGNED: frozenset({AssessmentState.IN_PROGRESS, AssessmentState.RECUSED}),
    AssessmentState.IN_PROGRESS: frozenset({AssessmentState.SUBMITTED, AssessmentState.RECUSED}),
    AssessmentState.SUBMITTED: frozenset({AssessmentState.RECUSED}),
    AssessmentState.RECUSED: frozenset(),
}

DECISION_MOVES: dict[str, frozenset[str]] = {
    DecisionState.PREPARED: frozenset({DecisionState.AGREED}),
    DecisionState.AGREED: frozenset({DecisionState.PREPARED, DecisionState.RELEASED}),
    DecisionState.RELEASED: frozenset(),
}
