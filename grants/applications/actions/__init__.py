"""Every write that means something in the life of an application."""

from grants.applications.actions.autosave import Kept, keep_answer
from grants.applications.actions.beside import restore_answer, see, write_comment
from grants.applications.actions.casework import (
    extend_deadline,
    find_ineligible,
    mark_decided,
    pass_check,
    pass_to_panel,
    return_application,
)
from grants.applications.actions.clock import expire_drafts
from grants.applications.actions.copying import Copied, copy_answers
from grants.applications.actions.holding import forget_held_words, hold_words, take_words
from grants.applications.actions.keeping import Clash, Saved, can_join
from grants.applications.actions.sending import NotReady, is_as_sent, send_application, withdraw_application
from grants.applications.actions.writing import (
    remove_file,
    save_answers,
    save_section,
    start_application,
)

__all__ = [
    "Clash",
    "Copied",
    "Kept",
    "NotReady",
    "Saved",
    "can_join",
    "copy_answers",
    "restore_answer",
    "see",
    "write_comment",
    "expire_drafts",
    "extend_deadline",
    "find_ineligible",
    "forget_held_words",
    "hold_words",
    "is_as_sent",
    "keep_answer",
    "mark_decided",
    "pass_check",
    "pass_to_panel",
    "remove_file",
    "return_application",
    "save_answers",
    "save_section",
    "send_application",
    "start_application",
    "take_words",
    "withdraw_application",
]
