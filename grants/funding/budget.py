"""The one rule of how far a round's money goes. Pure: pounds in, yes or no out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fund.common.money import ZERO

# Pounds by neighbourhood (its primary key); None stands for places in no neighbourhood of ours.
ByNeighbourhood = Mapping[int | None, Decimal]


@dataclass(frozen=True)
class Pots:
    """What is set aside for a round: for anywhere, and on top of that for some neighbourhoods alone."""

    general: Decimal = ZERO
    by_neighbourhood: ByNeighbourhood = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return sum(self.by_neighbourhood.values(), self.general)


def overspill(pots: Pots, used: ByNeighbourhood) -> Decimal:
    """What neighbourhoods use beyond their own pots, which the general pot must carry."""
    beyond = (amount - pots.by_neighbourhood.get(place, ZERO) for place, amount in used.items())
    return sum((amount for amount in beyond if amount > 0), ZERO)


def fits(pots: Pots, used: ByNeighbourhood) -> bool:
    """Whether `used`, everything promised and about to be, is within the money: no pot is overspent."""
    return overspill(pots, used) <= pots.general


def added(*uses: ByNeighbourhood) -> dict[int | None, Decimal]:
    """Several uses of one budget, added up by neighbourhood."""
    total: dict[int | None, Decimal] = {}
    for use in uses:
        for place, amount in use.items():
            total[place] = total.get(place, ZERO) + amount
    return total
