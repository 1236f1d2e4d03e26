"""The states of a round. They come from its dates; deciding is the one act."""

from django.db.models import TextChoices


class WorkshopNeeded(TextChoices):
    """What a round asks for before a group applies."""

    NO = "no", "No workshop is needed"
    BOOKED = "booked", "Somebody of the group has booked one"
    ATTENDED = "attended", "Somebody of the group came to one"


class RoundState(TextChoices):
    PLANNED = "planned", "Opening soon"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    DECIDED = "decided", "Decided"
    ARCHIVED = "archived", "Archived"
