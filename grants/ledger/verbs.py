"""What the ledger's events say."""

from fund.audit import verbs

verbs.register(
    commitment_made="{by} opened the ledger for {organisation}",
    past_grant_entered="{by} entered a past grant of {amount} to {organisation} in the ledger",
    money_promised="{by} entered a promise of {amount} in the ledger",
    money_released="{by} took {amount} off the promise in the ledger",
    money_paid="{by} entered {amount} paid in the ledger",
    money_back="{by} entered {amount} that came back in the ledger",
    entry_reversed="{by} corrected an entry of {amount} in the ledger: {note}",
)
