"""The ranking as a file."""

from collections.abc import Iterator

from django.http import HttpResponseBase

from fund.common.downloads import csv_file
from fund.common.spreadsheets import Cell
from grants.assessment.models import Panel
from grants.assessment.portfolio import Ranking, Row

HEADINGS = (
    "Rank",
    "Reference",
    "Group",
    "Title",
    "Neighbourhoods",
    "Scores",
    "Mean of 100",
    "Spread",
    "Asked",
    "Running total",
    "Above the line",
    "Decision",
    "Award",
    "Place in the queue",
    "State",
)


def ranking_file(panel: Panel, ranking: Ranking) -> HttpResponseBase:
    return csv_file(f"ranking-{panel.round.slug}.csv", HEADINGS, _lines(ranking.rows))


def _lines(rows: list[Row]) -> Iterator[list[Cell]]:
    for row in rows:
        application, decision = row.application, row.decision
        yield [
            row.rank,
            application.reference,
            application.organisation.name,
            application.title,
            "; ".join(row.neighbourhoods),
            "; ".join(str(dot.score) for dot in row.dots),
            row.mean,
            row.spread,
            row.asked,
            row.running,
            "" if row.running is None else "no" if row.below else "yes",
            decision.get_outcome_display() if decision else "",
            decision.amount if decision else None,
            decision.reserve_place if decision else None,
            decision.get_state_display() if decision else "",
        ]
