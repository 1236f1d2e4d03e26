"""Money that is promised stays set aside: nobody lowers a round's allocations below it."""

from fund.common.money import ZERO, format_money
from grants.funding.budget import Pots, overspill
from grants.funding.models import Round
from grants.funding.promised import promised
from grants.ledger.balances import promised_by_neighbourhood


@promised
def promised_to_groups(round_: Round, pots: Pots) -> str:
    used = promised_by_neighbourhood(round_)
    over = overspill(pots, used) - pots.general
    if over <= ZERO:
        return ""
    together = format_money(sum(used.values(), ZERO))
    return f"{together} is promised to groups already. This leaves {format_money(over)} too little."
