"""Every write that means something in the life of an application."""

from grants.applications.actions.autosave import Kept, keep_answer
from grants.applications.actions.beside import restore_answer, see
from grants.applications.actions.casework import (
    extend_deadline,
    find_ineligible,
    mark_decided,
    pass_check,
    pass_to_panel,
    return_application,
)
from grants.applications.actions.clock import expire_drafts
from grants.applications.actions.comments import (
    choose_comment_letters,
    look_at_comments,
    wants_comment_letters,
    write_comment,
)
from grants.applications.actions.copying import Copied, copy_answers
from grants.applications.actions.files import (
    begin_file,
    put_back_file,
    receive_file,
    remove_file,
    take_document,
    take_in_arrived,
)
from grants.applications.actions.helping import (
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
from grants.applications.actions.holding import forget_held_words, hold_words, take_words
from grants.applications.actions.keeping import Clash, Saved, can_join
from grants.applications.actions.messages import mark_read, write_from_fund, write_to_fund
from grants.applications.actions.monitoring import keep_equality_answers
from grants.applications.actions.printing import print_texts
from grants.applications.actions.reminding import remind_to_confirm, send_reminders
from grants.applications.actions.sending import NotReady, send_application, withdraw_application
from grants.applications.actions.signing_off import (
    ask_for_sign_off,
    holders_of,
    lacks_second_person,
    sign_off,
)
from grants.applications.actions.testing import clear_test_round, start_test
from grants.applications.actions.transcribing import write_transcript
from grants.applications.actions.versions import follow_form
from grants.applications.actions.writing import (
    save_answers,
    save_section,
    start_application,
)
from grants.applications.group_facts import is_as_sent

__all__ = [
    "add_scan",
    "ask_to_confirm",
    "give_up",
    "make_account_from_letter",
    "open_from_letter",
    "record_confirmation",
    "remind_to_confirm",
    "take_application",
    "take_over",
    "vouch_for_confirmation",
    "follow_form",
    "Clash",
    "Copied",
    "Kept",
    "NotReady",
    "Saved",
    "ask_for_sign_off",
    "can_join",
    "clear_test_round",
    "start_test",
    "holders_of",
    "lacks_second_person",
    "mark_read",
    "keep_equality_answers",
    "print_texts",
    "send_reminders",
    "sign_off",
    "write_from_fund",
    "write_to_fund",
    "write_transcript",
    "choose_comment_letters",
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
    "look_at_comments",
    "mark_decided",
    "pass_check",
    "pass_to_panel",
    "begin_file",
    "put_back_file",
    "receive_file",
    "remove_file",
    "take_document",
    "take_in_arrived",
    "return_application",
    "save_answers",
    "save_section",
    "send_application",
    "start_application",
    "take_words",
    "wants_comment_letters",
    "withdraw_application",
]
