"""What a round allows, for the questions that must keep to it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

LONGEST_TITLE = 150
LARGEST = Decimal("9999999999.99")
Question = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """What a round allows, for the questions that must keep to it. `areas`: code and name of each ward."""

    least: Decimal
    most: Decimal
    months: int
    areas: list[tuple[str, str]] = field(default_factory=list)
