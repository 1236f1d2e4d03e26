"""Who is coming, as a file for the door."""

from collections.abc import Iterator

from django.http import HttpResponseBase

from fund.common.dates import format_deadline
from fund.common.downloads import csv_file
from fund.common.spreadsheets import Cell
from grants.workshops.models import Workshop

HEADINGS = ("Name", "E-mail", "Seats", "Booked", "Place", "IntakeChannel")


def bookings_file(workshop: Workshop) -> HttpResponseBase:
    return csv_file(f"{workshop.reference}.csv", HEADINGS, _lines(workshop))


def _lines(workshop: Workshop) -> Iterator[list[Cell]]:
    for row in workshop.bookings.live():
        came = {True: "yes", False: "no", None: ""}[row.attended]
        place = "booked" if row.placed_at else "waiting"
        yield [row.name, row.email, row.seats, format_deadline(row.booked_at, year=True), place, came]
