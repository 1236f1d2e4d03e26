"""Every write that means something in the life of an application."""

from grants.applications.actions.autosave import Kept, keep_answer
from grants.applications.actions.copying import Copied, copy_answers
from grants.applications.actions.equality import keep_equality_answers
from grants.applications.actions.expiring import expire_drafts
from grants.applications.actions.files import (
    begin_file,
    process_arrived_uploads,
    put_back_file,
    receive_file,
    remove_file,
    take_document,
)
from grants.applications.actions.reminding import remind_contacts, send_reminders
from grants.applications.actions.signing_off import (
    ask_for_sign_off,
    holders_of,
    needs_second_person,
    sign_off,
)
from grants.applications.actions.submitting import NotReady, submit_application, withdraw_application
from grants.applications.actions.testing import clear_test_round, start_test
from grants.applications.actions.versions import follow_form
from grants.applications.actions.writing import restore_answer, save_answers, save_section, start_application
from grants.applications.casework.actions import (
    extend_deadline,
    find_ineligible,
    mark_decided,
    pass_check,
    pass_to_panel,
    return_application,
)
from grants.applications.casework.answer_text import index_answer_text
from grants.applications.casework.transcripts import write_transcript
from grants.applications.group_facts import is_as_sent
from grants.applications.intake.actions import (
    abandon_intake,
    add_scan,
    make_account_from_letter,
    open_from_letter,
    record_confirmation,
    request_confirmation,
    start_intake,
    take_over_intake,
    verify_confirmation,
)
from grants.applications.messages.actions import mark_read, write_from_fund, write_to_fund
from grants.applications.messages.comments import (
    choose_comment_letters,
    look_at_comments,
    wants_comment_letters,
    write_comment,
)

__all__ = [
    "Copied",
    "Kept",
    "NotReady",
    "add_scan",
    "ask_for_sign_off",
    "request_confirmation",
    "begin_file",
    "choose_comment_letters",
    "clear_test_round",
    "copy_answers",
    "expire_drafts",
    "extend_deadline",
    "find_ineligible",
    "follow_form",
    "abandon_intake",
    "holders_of",
    "is_as_sent",
    "keep_answer",
    "keep_equality_answers",
    "needs_second_person",
    "look_at_comments",
    "make_account_from_letter",
    "mark_decided",
    "mark_read",
    "open_from_letter",
    "pass_check",
    "pass_to_panel",
    "index_answer_text",
    "put_back_file",
    "receive_file",
    "record_confirmation",
    "remind_contacts",
    "remove_file",
    "restore_answer",
    "return_application",
    "save_answers",
    "save_section",
    "submit_application",
    "send_reminders",
    "sign_off",
    "start_application",
    "start_test",
    "start_intake",
    "take_document",
    "process_arrived_uploads",
    "take_over_intake",
    "verify_confirmation",
    "wants_comment_letters",
    "withdraw_application",
    "write_comment",
    "write_from_fund",
    "write_to_fund",
    "write_transcript",
]
