"""What the entries add up to. Balances are always sums, never stored."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, Sum

from fund.common.money import PENNY, ZERO
from grants.funding.allocations import neighbourhood_of, pots_of
from grants.funding.budget import overspill
from grants.funding.models import Round
from grants.ledger.models import Commitment, EntryShare, LedgerEntry
from grants.ledger.states import Account, EntryKind
from grants.places.models import Area


def to_money(total: Decimal | None) -> Decimal:
    """A database's sum, to the penny: SQLite adds in floating point."""
    return (total or ZERO).quantize(PENNY)


def promised_to(commitment: Commitment) -> Decimal:
    """What is promised to one commitment, less what was let go. Pounds."""
    return LedgerEntry.objects.promised().filter(commitment=commitment).total()


def paid_to(commitment: Commitment) -> Decimal:
    """What was paid to one commitment, less what came back. Pounds."""
    return LedgerEntry.objects.paid().filter(commitment=commitment).total()


def ever_paid_to(commitment: Commitment) -> Decimal:
    """What was paid to one commitment, whatever came back since. Pounds."""
    paid = LedgerEntry.objects.paid().filter(commitment=commitment)
    came_back = Q(kind=EntryKind.RECOVERY) | Q(reverses__kind=EntryKind.RECOVERY)
    return paid.exclude(came_back).total()


def left_to_pay(commitment: Commitment) -> Decimal:
    """What is promised to one commitment and not yet paid. Pounds."""
    return promised_to(commitment) - paid_to(commitment)


def promised_in(round_: Round) -> Decimal:
    """What a round has promised. Pounds."""
    return LedgerEntry.objects.promised().filter(commitment__round=round_).total()


def promised_by_neighbourhood(round_: Round) -> dict[int | None, Decimal]:
    """What a round has promised, by the primary key of the neighbourhood; None is outside them all."""
    rows = EntryShare.objects.filter(entry__account=Account.PROMISED, entry__commitment__round=round_)
    by_area = {row["area"]: row["total"] for row in rows.values("area").annotate(total=Sum("amount"))}
    areas = Area.objects.in_bulk(list(by_area))
    found: dict[int | None, Decimal] = {}
    for pk, total in by_area.items():
        place = neighbourhood_of(areas[pk])
        found[place] = found.get(place, ZERO) + to_money(total)
    return found


def overspent(round_: Round) -> Decimal:
    """How far a round's promises go beyond its allocations; zero where they fit. Pounds."""
    pots = pots_of(round_)
    return max(ZERO, overspill(pots, promised_by_neighbourhood(round_)) - pots.general)


def by_commitment(account: Account, commitments: Iterable[int] | None = None) -> dict[int, Decimal]:
    """The balance of each commitment in one account, by its primary key."""
    rows = LedgerEntry.objects.filter(account=account)
    if commitments is not None:
        rows = rows.filter(commitment__in=list(commitments))
    totals = rows.order_by().values("commitment").annotate(total=Sum("amount"))
    return {row["commitment"]: to_money(row["total"]) for row in totals}
