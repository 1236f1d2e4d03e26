"""One organisation's request to one round, and everything that stands around it."""

from grants.applications.models.application import (
    WRITERS,
    Answer,
    Application,
    ApplicationQuerySet,
    ApplicationShare,
    Attachment,
    Conflict,
    FitCheck,
    Submission,
)
from grants.applications.models.assistance import Assistance, Came, Confirmed, Scan
from grants.applications.models.equality import EqualityAnswer
from grants.applications.models.likeness import TextBand
from grants.applications.models.recordings import Recording, Transcript
from grants.applications.models.sending import Message, Reminder, Return, SignOff
from grants.applications.models.writing import Comment, CommentLetters, EarlierAnswer, HeldWords, Presence

# The questions as editors write them: long, and asked for in the admin only. A form has them in its version.
UNFROZEN = ("round__questions", "round__fit_questions")

__all__ = [
    "UNFROZEN",
    "WRITERS",
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "ApplicationShare",
    "Assistance",
    "Attachment",
    "Came",
    "Comment",
    "CommentLetters",
    "Confirmed",
    "Conflict",
    "EarlierAnswer",
    "EqualityAnswer",
    "FitCheck",
    "HeldWords",
    "Message",
    "Presence",
    "Recording",
    "Reminder",
    "Return",
    "Scan",
    "SignOff",
    "Submission",
    "TextBand",
    "Transcript",
]
