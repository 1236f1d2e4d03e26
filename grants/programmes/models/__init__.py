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
)

__all__ = [
    "Allocation",
    "Criterion",
    "FormVersion",
    "Fund",
    "FundLimit",
    "FundQuerySet",
    "Round",
    "RoundQuerySet",
]
