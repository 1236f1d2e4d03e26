"""What can happen to a group, in sentences. None of them holds a bank detail."""

from fund.audit import verbs

verbs.register(
    organisation_added="{by} added the group",
    organisation_entered="{by} entered {name} with its past grants",
    organisation_changed="{by} changed the group's facts",
    member_invited="{by} invited somebody into the group",
    member_joined="{by} joined the group",
    member_removed="{by} took {name} out of the group",
    bank_account_given="{by} gave a bank account",
    bank_account_verified="{by} verified the bank account after a call-back",
    bank_account_blocked="{by} blocked the bank account: {reason}",
)
