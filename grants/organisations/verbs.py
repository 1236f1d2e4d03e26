"""What can happen to a group, in sentences. None of them holds a bank detail."""

from fund.audit import verbs

verbs.register(
    organisation_added="{by} added the group",
    organisation_entered="{by} entered {name} with its past grants",
    organisation_changed="{by} changed the group's facts",
    member_invited="{by} invited somebody into the group",
    member_joined="{by} joined the group",
    member_removed="{by} took {name} out of the group",
    member_left="{by} left the group",
    member_role_changed="{by} made {name} {role}",
    lead_handed_over="{by} handed the lead over to {name}",
    invitation_sent_again="{by} sent an invitation again",
    invitation_revoked="{by} took an invitation back",
    join_asked="{by} asked to join the group",
    join_approved="{by} let {name} into the group as {role}",
    join_refused="{by} did not let {name} into the group",
    join_withdrawn="{by} no longer asks to join the group",
    facts_confirmed="{by} said that facts of the group are still right",
    document_added="{by} added a document: {name}",
    document_confirmed="{by} said that a document still holds: {name}",
    document_removed="{by} removed a document: {name}",
    bank_account_given="{by} gave a bank account",
    bank_account_verified="{by} verified the bank account after a call-back",
    bank_account_blocked="{by} blocked the bank account: {reason}",
)
