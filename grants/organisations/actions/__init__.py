"""Every write that means something to a group."""

from grants.organisations.actions.bank_accounts import (
    block_bank_account,
    give_bank_account,
    verify_bank_account,
)
from grants.organisations.actions.groups import add_organisation, change_organisation
from grants.organisations.actions.people import invite_member, join_by_invitation, remove_member

__all__ = [
    "add_organisation",
    "block_bank_account",
    "change_organisation",
    "give_bank_account",
    "invite_member",
    "join_by_invitation",
    "remove_member",
    "verify_bank_account",
]
