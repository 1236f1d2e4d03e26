"""A workshop as an iCalendar file (RFC 5545). Times are in UTC, so a change of the hour can't move them."""

from datetime import UTC, datetime

from django.conf import settings

from grants.workshops.models import Workshop

LINE = 75


def write_calendar(workshop: Workshop, *, now: datetime) -> str:
    """The whole file. One that was called off tells the calendar so, under the same identity."""
    address = f"{settings.PUBLIC_URL}/workshops/{workshop.reference}/"
    status = "CANCELLED" if workshop.called_off_at else "CONFIRMED"
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//{escape(settings.FUND_NAME)}//Workshops//EN"),
        ("METHOD", "PUBLISH"),
        ("BEGIN", "VEVENT"),
        ("UID", f"{workshop.reference}@{settings.PUBLIC_URL.split('://')[-1].split('/')[0]}"),
        ("SEQUENCE", str(workshop.revision)),
        ("DTSTAMP", utc(now)),
        ("DTSTART", utc(workshop.starts_at)),
        ("DTEND", utc(workshop.ends_at)),
        ("SUMMARY", escape(workshop.title)),
        ("LOCATION", escape(workshop.where)),
        ("DESCRIPTION", escape("\n\n".join(part for part in (workshop.notes, address) if part))),
        ("URL", address),
        ("STATUS", status),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]
    return "".join(f"{fold(f'{name}:{value}')}\r\n" for name, value in lines)


def utc(moment: datetime) -> str:
    """`20261029T183000Z`."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(text: str) -> str:
    """Text as a value: its own marks escaped, its line breaks as `\\n`, and no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign == "\n" or sign.isprintable() or sign == "\t")
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def fold(line: str) -> str:
    """A line of at most 75 octets, carried on after a space; no letter is cut in two."""
    pieces, piece, room = [], "", LINE
    for sign in line:
        if len((piece + sign).encode()) > room:
            pieces.append(piece)
            piece, room = "", LINE - 1
        piece += sign
    return "\r\n ".join([*pieces, piece])
