"""What the public sees of one grant, from the ledger."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from fund.common.money import PENNY, ZERO
from grants.awards.models import Award
from grants.ledger.models import EntryShare, LedgerEntry
from grants.ledger.states import Account


@dataclass(frozen=True)
class Helped:
    """What one area receives of a grant, in pounds."""

    name: str
    promised: Decimal
    paid: Decimal


def balances_of(award: Award) -> tuple[Decimal, Decimal]:
    """What is promised and what is paid, in pounds."""
    found = LedgerEntry.objects.filter(commitment=award.commitment_id).aggregate(
        promised=Sum("amount", filter=Q(account=Account.PROMISED)),
        paid=Sum("amount", filter=Q(account=Account.PAID)),
    )
    return (found["promised"] or ZERO).quantize(PENNY), (found["paid"] or ZERO).quantize(PENNY)


def promised_in(awards: QuerySet[Award]) -> Decimal:
    """What all of `awards` promise today, in pounds: less what was let go of since."""
    rows = LedgerEntry.objects.filter(
        account=Account.PROMISED, commitment__in=awards.order_by().values("commitment")
    )
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return (total or ZERO).quantize(PENNY)


def areas_of(award: Award) -> list[Helped]:
    """The areas that the grant helps, the most helped first."""
    rows = EntryShare.objects.filter(entry__commitment=award.commitment_id).order_by()
    sums = rows.values_list("area__name").annotate(
        promised=Sum("amount", filter=Q(entry__account=Account.PROMISED)),
        paid=Sum("amount", filter=Q(entry__account=Account.PAID)),
    )
    is_intake = [
        Helped(name, (promised or ZERO).quantize(PENNY), (paid or ZERO).quantize(PENNY))
        for name, promised, paid in sums
    ]
    return sorted(is_intake, key=lambda row: (-row.promised, row.name))
