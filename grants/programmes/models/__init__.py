"""Funds, rounds and their forms, and the workshops before them."""

from grants.programmes.models.rounds import (
    Allocation,
    Criterion,
    FormVersion,
    Fund,
    FundLimit,
    FundQuerySet,
    Round,
    RoundQuerySet,
    limits_of,
)
from grants.programmes.models.sets import QuestionSet
from grants.programmes.models.workshops import MOST_SEATS, Booking, Workshop

__all__ = [
    "MOST_SEATS",
    "Allocation",
    "Booking",
    "Criterion",
    "FormVersion",
    "Fund",
    "FundLimit",
    "FundQuerySet",
    "QuestionSet",
    "Round",
    "RoundQuerySet",
    "Workshop",
    "limits_of",
]
