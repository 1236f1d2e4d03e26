"""Every write that means something to a group."""

from grants.organisations.actions.bank_accounts import (
    block_bank_account,
    give_bank_account,
    verify_bank_account,
)
from grants.organisations.actions.groups import (
    add_organisation,
    add_organisation_for_others,
    change_organisation,
    test_group_of,
)
from grants.organisations.actions.invitations import (
    invite_member,
    join_by_confirming,
    join_by_invitation,
    revoke_invitation,
    send_invitation_again,
)
from grants.organisations.actions.joining import (
    approve_join_request,
    ask_to_join,
    refuse_join_request,
    withdraw_join_request,
)
from grants.organisations.actions.people import change_role, hand_over_lead, leave_group, remove_member
from grants.organisations.actions.profile import (
    add_document,
    confirm_document,
    confirm_facts,
    remove_document,
)

__all__ = [
    "add_document",
    "add_organisation",
    "add_organisation_for_others",
    "approve_join_request",
    "ask_to_join",
    "block_bank_account",
    "change_organisation",
    "change_role",
    "confirm_document",
    "confirm_facts",
    "give_bank_account",
    "hand_over_lead",
    "invite_member",
    "join_by_confirming",
    "join_by_invitation",
    "leave_group",
    "refuse_join_request",
    "remove_document",
    "remove_member",
    "revoke_invitation",
    "send_invitation_again",
    "test_group_of",
    "verify_bank_account",
    "withdraw_join_request",
]
