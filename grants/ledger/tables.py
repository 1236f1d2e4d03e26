"""The ledger of one commitment, laid out for a screen."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from grants.ledger.balances import to_money
from grants.ledger.models import Commitment, EntryShare
from grants.ledger.states import Account
from grants.places.models import Area


@dataclass(frozen=True)
class AreaRow:
    """What one area has of a commitment. Pounds."""

    area: Area
    percent: Decimal
    promised: Decimal
    paid: Decimal


def area_table(commitment: Commitment) -> list[AreaRow]:
    """One row for each area that a commitment helps, in its own order."""
    totals = EntryShare.objects.filter(entry__commitment=commitment).order_by().values("area")
    sums = {
        row["area"]: row
        for row in totals.annotate(
            promised=Sum("amount", filter=Q(entry__account=Account.PROMISED)),
            paid=Sum("amount", filter=Q(entry__account=Account.PAID)),
        )
    }
    return [
        AreaRow(
            area=share.area,
            percent=share.percent,
            promised=to_money(sums.get(share.area_id, {}).get("promised")),
            paid=to_money(sums.get(share.area_id, {}).get("paid")),
        )
        for share in commitment.shares.select_related("area__parent")
    ]
