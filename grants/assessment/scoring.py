"""How scores become a number out of 100. Pure; exact until one rounding at the very end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """One criterion as scored: `value` of `top`, counted `weight` times. A value of None does not apply."""

    weight: int
    top: int
    value: int | None


def exact_score(marks: Iterable[Mark]) -> Fraction | None:
    """The weighted score out of 100. A criterion that does not apply leaves both sums; None if all do."""
    counted = [mark for mark in marks if mark.value is not None]
    whole = sum(mark.weight for mark in counted)
    if not whole:
        return None
    got = sum((Fraction(mark.weight * (mark.value or 0), mark.top) for mark in counted), Fraction(0))
    return 100 * got / whole


def score(marks: Iterable[Mark]) -> Decimal | None:
    """One assessor's score out of 100, to two places, half rounded up."""
    return _rounded(exact_score(marks))


def mean(assessments: Iterable[Sequence[Mark]]) -> Decimal | None:
    """The mean of the assessors' scores, rounded once. None where nobody's scores count."""
    scores = _exact(assessments)
    return _rounded(sum(scores, Fraction(0)) / len(scores)) if scores else None


def spread(assessments: Iterable[Sequence[Mark]]) -> Decimal | None:
    """How far apart the highest and the lowest assessor are, in points of 100."""
    scores = _exact(assessments)
    return _rounded(max(scores) - min(scores)) if scores else None


def counts_for(weight: int, weights: Iterable[int]) -> Decimal:
    """What one weight counts for among all, in per cent: the same sum that the score is made with."""
    return _rounded(Fraction(100 * weight, sum(weights))) or Decimal(0)


def _exact(assessments: Iterable[Sequence[Mark]]) -> list[Fraction]:
    scores = (exact_score(marks) for marks in assessments)
    return [score for score in scores if score is not None]


def _rounded(number: Fraction | None) -> Decimal | None:
    """Half up, on whole numbers, so that no binary or decimal tail can tip it."""
    if number is None:
        return None
    hundredths = (number * 100 + Fraction(1, 2)).__floor__()
    return (Decimal(hundredths) / 100).quantize(PLACES, ROUND_HALF_UP)
