"""The life of an application: its states, the moves between them, and the words for people outside."""

from django.db.models import TextChoices


class ApplicationState(TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    RETURNED = "returned", "Question asked"
    CHECKED = "checked", "Checked"
    WITH_PANEL = "with_panel", "With panel"
    DECIDED = "decided", "Decided"
    INELIGIBLE = "ineligible", "Ineligible"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


S = ApplicationState
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SENT, S.EXPIRED, S.WITHDRAWN}),
    S.SENT: frozenset({S.CHECKED, S.RETURNED, S.INELIGIBLE, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SENT, S.INELIGIBLE, S.WITHDRAWN}),
    S.CHECKED: frozenset({S.WITH_PANEL, S.RETURNED, S.INELIGIBLE, S.WITHDRAWN}),
    S.WITH_PANEL: frozenset({S.DECIDED, S.RETURNED, S.WITHDRAWN}),
    S.DECIDED: frozenset(),
    S.INELIGIBLE: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.EXPIRED: frozenset({S.DRAFT}),
}

PUBLIC_WORDS: dict[str, str] = {
    S.DRAFT: "You are writing it",
    S.SENT: "We are checking it",
    S.RETURNED: "We need something from you",
    S.CHECKED: "It is ready for the panel",
    S.WITH_PANEL: "With the panel",
    S.DECIDED: "Decided",
    S.INELIGIBLE: "We could not take it further",
    S.WITHDRAWN: "You withdrew it",
    S.EXPIRED: "It was not sent before the close",
}
