"""Every write of the form engine."""

from grants.forms.actions.answers import EditConflict, WriteResult, write_answers
from grants.forms.actions.freezing import freeze_form, pending_changes
from grants.forms.actions.presence import mark_present
from grants.forms.actions.stashing import delete_expired_posts, pop_stashed_post, stash_post

__all__ = [
    "EditConflict",
    "WriteResult",
    "delete_expired_posts",
    "freeze_form",
    "mark_present",
    "pending_changes",
    "pop_stashed_post",
    "stash_post",
    "write_answers",
]
