"""The life of an application: its states, the moves between them, and the words for people outside."""

from django.db.models import TextChoices


class ApplicationState(TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Question asked"
    ELIGIBLE = "eligible", "Eligible"
    UNDER_ASSESSMENT = "under_assessment", "Under assessment"
    DECIDED = "decided", "Decided"
    INELIGIBLE = "ineligible", "Ineligible"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


S = ApplicationState
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.EXPIRED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.ELIGIBLE, S.RETURNED, S.INELIGIBLE, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SUBMITTED, S.INELIGIBLE, S.WITHDRAWN}),
    S.ELIGIBLE: frozenset({S.UNDER_ASSESSMENT, S.RETURNED, S.INELIGIBLE, S.WITHDRAWN}),
    S.UNDER_ASSESSMENT: frozenset({S.DECIDED, S.RETURNED, S.WITHDRAWN}),
    S.DECIDED: frozenset(),
    S.INELIGIBLE: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.EXPIRED: frozenset({S.DRAFT}),
}

PUBLIC_WORDS: dict[str, str] = {
    S.DRAFT: "You are writing it",
    S.SUBMITTED: "We are checking it",
    S.RETURNED: "We need something from you",
    S.ELIGIBLE: "It is ready for the panel",
    S.UNDER_ASSESSMENT: "With the panel",
    S.DECIDED: "Decided",
    S.INELIGIBLE: "We could not take it further",
    S.WITHDRAWN: "You withdrew it",
    S.EXPIRED: "It was not sent before the close",
}
