"""One organisation's request to one round, and everything that stands around it."""

from grants.applications.casework.models import TextBand
from grants.applications.intake.models import ConfirmationMethod, Intake, IntakeChannel, Scan
from grants.applications.messages.models import Comment, CommentLetters, Message
from grants.applications.models.application import (
    WRITERS,
    Application,
    ApplicationQuerySet,
    ApplicationShare,
    Conflict,
    EligibilityCheck,
    Submission,
)
from grants.applications.models.equality import EqualityAnswer
from grants.applications.models.recordings import Recording, Transcript
from grants.applications.models.submitting import Reminder, Return, SignOff

# Long, and asked for only where eligibility is checked.
UNFROZEN = ("round__eligibility_questions",)

__all__ = [
    "UNFROZEN",
    "WRITERS",
    "Application",
    "ApplicationQuerySet",
    "ApplicationShare",
    "Intake",
    "IntakeChannel",
    "Comment",
    "CommentLetters",
    "ConfirmationMethod",
    "Conflict",
    "EqualityAnswer",
    "EligibilityCheck",
    "Message",
    "Recording",
    "Reminder",
    "Return",
    "Scan",
    "SignOff",
    "Submission",
    "TextBand",
    "Transcript",
]
