"""The case list as a file: the same rows and words as on the screen."""

import tempfile
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from fund.common.moments import LONDON
from fund.common.sheets import Cell, csv_lines, write_xlsx
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
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
            case.sent_at.astimezone(LONDON) if case.sent_at else None,
        ]


def as_csv(cases: QuerySet[Application]) -> HttpResponseBase:
    response = StreamingHttpResponse(
        csv_lines(HEADINGS, case_rows(cases)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="applications.csv"'
    return response


def as_xlsx(cases: QuerySet[Application]) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(file, HEADINGS, case_rows(cases), name="Applications")
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="applications.xlsx", content_type=XLSX)
