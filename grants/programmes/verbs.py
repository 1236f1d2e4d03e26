"""What can happen to funds and rounds, in sentences."""

from fund.audit import verbs

verbs.register(
    form_frozen="{by} froze version {number} of the form",
    money_set_aside="{by} set aside £{amount} for {where}",
    round_archived="{by} archived the round",
)
