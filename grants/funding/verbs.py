"""What can happen to funds and rounds, in sentences."""

from fund.audit import verbs

verbs.register(
    form_frozen="{by} froze version {number} of the form",
    form_started="{by} started the form from {source}",
    test_round_made="{by} made a test round of {source}",
    form_published="{by} published version {number} of the form while the round was open",
    money_set_aside="{by} set aside £{amount} for {where}",
    past_fund_entered="{by} entered the fund with its past grants",
    past_round_entered="{by} entered the round with its past grants",
    past_fund_grown="{by} made the fund {total} in all, to hold more past grants",
    fund_saved="{by} saved the fund",
    round_saved="{by} saved the round",
    round_archived="{by} archived the round",
    round_brought_back="{by} brought the round back from the archive",
)
