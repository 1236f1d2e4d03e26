"""Files to download: tables as CSV and XLSX, and what was typeset as PDF."""

import tempfile
from collections.abc import Iterable, Sequence

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from fund.common.spreadsheets import Cell, csv_lines, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """A table line by line as its rows are read, so that one of any length needs little memory."""
    response = StreamingHttpResponse(csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def xlsx_file(
    name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str
) -> FileResponse:
    """A table as a workbook with one `sheet`, written to the disk and not to memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(file, headings, rows, name=sheet)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def pdf_file(name: str, made: bytes, *, public: bool = False) -> HttpResponse:
    """A document that nobody keeps but its reader, or a `public` one, which opens in the browser."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if public else "attachment"}; filename="{name}"'
    if not public:
        response["Cache-Control"] = "private, no-store"
    return response
