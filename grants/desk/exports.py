"""The case list as a file: the same rows and words as on the screen."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils import timezone

from fund.common.dates import LONDON
from fund.common.downloads import csv_file, xlsx_file
from fund.common.spreadsheets import Cell
from grants.applications.models import Application
from grants.desk.cases import places_of, waiting_on

HEADINGS = [
    "Reference",
    "Round",
    "Group",
    "Title",
    "Neighbourhood",
    "Asked (£)",
    "State",
    "Waiting on",
    "First sent",
]
CHUNK = 2000


def case_rows(cases: QuerySet[Application]) -> Iterator[list[Cell]]:
    """One row for each case; `cases` comes from `with_list_facts`. Read in chunks, so memory is bounded."""
    now = timezone.now()
    for case in cases.iterator(chunk_size=CHUNK):
        yield [
            case.reference,
            case.round.name,
            case.organisation.name,
            case.title,
            places_of(case),
            case.amount,
            case.get_state_display(),
            waiting_on(case, now),
            case.submitted_at.astimezone(LONDON) if case.submitted_at else None,
        ]


def as_csv(cases: QuerySet[Application]) -> HttpResponseBase:
    return csv_file("applications.csv", HEADINGS, case_rows(cases))


def as_xlsx(cases: QuerySet[Application]) -> HttpResponseBase:
    return xlsx_file("applications.xlsx", HEADINGS, case_rows(cases), sheet="Applications")
