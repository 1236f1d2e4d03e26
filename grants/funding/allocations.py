"""Reading what is set aside for a round, and holding it still while money is promised."""

from collections.abc import Iterable
from decimal import Decimal

from fund.common.money import ZERO, split_by_shares
from grants.funding.budget import ByNeighbourhood, Pots
from grants.funding.models import Allocation, Round
from grants.places.models import Area, AreaKind


def pots_of(round_: Round) -> Pots:
    return pots_from(Allocation.objects.filter(round=round_))


def lock_pots(round_: Round) -> Pots:
    """The same, locked until the transaction ends: first the round, then its allocations in key order.

    Everybody who promises money of a round calls this first, so that two people cannot spend one pound.
    """
    Round.objects.select_for_update().get(pk=round_.pk)
    rows = Allocation.objects.select_for_update().filter(round=round_).order_by("pk")
    return pots_from(rows)


def neighbourhood_of(area: Area) -> int | None:
    """The key of the neighbourhood whose pot pays first for `area`; None for elsewhere."""
    return area.pk if area.kind == AreaKind.NEIGHBOURHOOD else area.parent_id


def spread(amount: Decimal, shares: list[tuple[Area, Decimal]]) -> ByNeighbourhood:
    """`amount` pounds over the neighbourhoods of `shares` (areas with per cents), to the penny."""
    if not shares:
        return {None: amount}
    total: dict[int | None, Decimal] = {}
    parts = split_by_shares(amount, [percent for _area, percent in shares])
    for (area, _percent), part in zip(shares, parts, strict=True):
        place = neighbourhood_of(area)
        total[place] = total.get(place, ZERO) + part
    return total


def pots_from(allocations: Iterable[Allocation]) -> Pots:
    """What these allocations of one round come to, saved or not."""
    rows = list(allocations)
    general = sum((row.amount for row in rows if row.area_id is None), ZERO)
    return Pots(general, {row.area_id: row.amount for row in rows if row.area_id is not None})
