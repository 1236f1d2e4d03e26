"""Every write that means something in the life of an application."""

from grants.applications.actions.casework import (
    extend_deadline,
    find_ineligible,
    mark_decided,
    pass_check,
    pass_to_panel,
    return_application,
)
from grants.applications.actions.clock import expire_drafts
from grants.applications.actions.sending import NotReady, is_as_sent, send_application, withdraw_application
from grants.applications.actions.writing import (
    Clash,
    Saved,
    remove_file,
    save_answers,
    save_section,
    start_application,
)

__all__ = [
    "Clash",
    "NotReady",
    "Saved",
    "expire_drafts",
    "extend_deadline",
    "find_ineligible",
    "is_as_sent",
    "mark_decided",
    "pass_check",
    "pass_to_panel",
    "remove_file",
    "return_application",
    "save_answers",
    "save_section",
    "send_application",
    "start_application",
    "withdraw_application",
]
