"""The states of a round. They come from its dates; deciding is the one act."""

from django.db.models import TextChoices


class RoundState(TextChoices):
    PLANNED = "planned", "Opening soon"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    DECIDED = "decided", "Decided"
    ARCHIVED = "archived", "Archived"
