"""Who is coming, as a file for the door."""

from collections.abc import Iterator

from django.http import HttpResponse

from fund.common.moments import say_deadline
from fund.common.sheets import Cell, write_csv
from grants.programmes.models import Workshop

HEADINGS = ("Name", "E-mail", "Seats", "Booked", "Place", "Came")


def bookings_file(workshop: Workshop) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{workshop.reference}.csv"'
    write_csv(response, HEADINGS, _lines(workshop))  # type: ignore[arg-type]
    return response


def _lines(workshop: Workshop) -> Iterator[list[Cell]]:
    for row in workshop.bookings.live():
        came = {True: "yes", False: "no", None: ""}[row.attended]
        place = "booked" if row.placed_at else "waiting"
        yield [row.name, row.email, row.seats, say_deadline(row.booked_at, year=True), place, came]
