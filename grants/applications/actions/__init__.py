"""Every write that means something in the life of an application."""

from grants.applications.actions.autosave import Kept, keep_answer
from grants.applications.actions.beside import restore_answer, see
from grants.applications.actions.clock import expire_drafts
from grants.applications.actions.copying import Copied, copy_answers
from grants.applications.actions.files import (
    begin_file,
    put_back_file,
    receive_file,
    remove_file,
    take_document,
    take_in_arrived,
)
from grants.applications.actions.holding import forget_held_words, hold_words, take_words
from grants.applications.actions.keeping import Clash, Saved, can_join
from grants.applications.actions.monitoring import keep_equality_answers
from grants.applications.actions.reminding import remind_to_confirm, send_reminders
from grants.applications.actions.sending import NotReady, send_application, withdraw_application
from grants.applications.actions.signing_off import (
    ask_for_sign_off,
    holders_of,
    lacks_second_person,
    sign_off,
)
from grants.applications.actions.testing import clear_test_round, start_test
from grants.applications.actions.versions import follow_form
from grants.applications.actions.writing import save_answers, save_section, start_application
from grants.applications.casework.actions import (
    extend_deadline,
    find_ineligible,
    mark_decided,
    pass_check,
    pass_to_panel,
    return_application,
)
from grants.applications.casework.text_index import print_texts
from grants.applications.casework.transcripts import write_transcript
from grants.applications.group_facts import is_as_sent
from grants.applications.intake.actions import (
    add_scan,
    ask_to_confirm,
    give_up,
    make_account_from_letter,
    open_from_letter,
    record_confirmation,
    take_application,
    take_over,
    vouch_for_confirmation,
)
from grants.applications.messages.actions import mark_read, write_from_fund, write_to_fund
from grants.applications.messages.comments import (
    choose_comment_letters,
    look_at_comments,
    wants_comment_letters,
    write_comment,
)

__all__ = [
    "Clash",
    "Copied",
    "Kept",
    "NotReady",
    "Saved",
    "add_scan",
    "ask_for_sign_off",
    "ask_to_confirm",
    "begin_file",
    "can_join",
    "choose_comment_letters",
    "clear_test_round",
    "copy_answers",
    "expire_drafts",
    "extend_deadline",
    "find_ineligible",
    "follow_form",
    "forget_held_words",
    "give_up",
    "hold_words",
    "holders_of",
    "is_as_sent",
    "keep_answer",
    "keep_equality_answers",
    "lacks_second_person",
    "look_at_comments",
    "make_account_from_letter",
    "mark_decided",
    "mark_read",
    "open_from_letter",
    "pass_check",
    "pass_to_panel",
    "print_texts",
    "put_back_file",
    "receive_file",
    "record_confirmation",
    "remind_to_confirm",
    "remove_file",
    "restore_answer",
    "return_application",
    "save_answers",
    "save_section",
    "see",
    "send_application",
    "send_reminders",
    "sign_off",
    "start_application",
    "start_test",
    "take_application",
    "take_document",
    "take_in_arrived",
    "take_over",
    "take_words",
    "vouch_for_confirmation",
    "wants_comment_letters",
    "withdraw_application",
    "write_comment",
    "write_from_fund",
    "write_to_fund",
    "write_transcript",
]
