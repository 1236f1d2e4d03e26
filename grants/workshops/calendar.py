"""A workshop as an iCalendar file (RFC 5545). Times are in UTC, so a change of the hour can't move them."""

from datetime import UTC, datetime

from django.conf import settings
from icalendar import Calendar, Event, vText

from grants.workshops.models import Workshop


def write_calendar(workshop: Workshop, *, now: datetime) -> str:
    """Return the whole file. One that was called off tells the calendar so, under the same identity."""
    address = f"{settings.PUBLIC_URL}/workshops/{workshop.reference}/"
    host = settings.PUBLIC_URL.split("://")[-1].split("/")[0]
    event = Event()
    event.add("uid", f"{workshop.reference}@{host}")
    event.add("sequence", workshop.revision)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", workshop.starts_at.astimezone(UTC))
    event.add("dtend", workshop.ends_at.astimezone(UTC))
    event.add("summary", plain_text(workshop.title))
    event.add("location", plain_text(workshop.where))
    event.add("description", plain_text("\n\n".join(filter(None, (workshop.notes, address)))))
    event.add("url", address)
    event.add("status", "CANCELLED" if workshop.called_off_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", plain_text(f"-//{settings.FUND_NAME}//Workshops//EN"))
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


class PlainText(vText):
    """Text as a value. icalendar takes a backslash before an N for a line break; here it stays what it is."""

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def plain_text(text: str) -> PlainText:
    """Return the text with line breaks of one kind and no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return PlainText("".join(sign for sign in plain if sign in "\n\t" or sign.isprintable()))
