"""What the owner of a form allows, for the questions that must keep to it."""

from dataclasses import dataclass, field
from decimal import Decimal

LONGEST_TITLE = 150
LARGEST = Decimal("9999999999.99")


@dataclass(frozen=True)
class Limits:
    """`least` and `most` in pounds. `areas`: code and name of each ward that may be chosen."""

    least: Decimal = Decimal(0)
    most: Decimal = LARGEST
    months: int = 12
    areas: list[tuple[str, str]] = field(default_factory=list)
