"""The calendar file: what RFC 5545 asks for, whatever is written into it, and on both sides of the hour."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fund.common.dates import LONDON
from grants.workshops.calendar import write_calendar
from grants.workshops.models import Workshop

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
texts = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=400)


def workshop(**fields: Any) -> Workshop:
    starts = fields.pop("starts_at", datetime(2026, 10, 20, 18, 30, tzinfo=LONDON))
    facts = {"reference": "WS-0001", "title": "Meet us", "place": "Lock House", "postcode": "WN11AA"}
    return Workshop(starts_at=starts, ends_at=starts + timedelta(hours=2), places=10, **{**facts, **fields})


def read(text: str) -> dict[str, str]:
    """The properties of the event, its lines joined again."""
    lines = text.replace("\r\n ", "").split("\r\n")
    inner = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in inner)


def unescape(value: str) -> str:
    found, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            following = next(signs)
            found += "\n" if following == "n" else following
        else:
            found += sign
    return found


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (datetime(2026, 10, 24, 18, 30, tzinfo=LONDON), "20261024T173000Z"),
        (datetime(2026, 10, 25, 18, 30, tzinfo=LONDON), "20261025T183000Z"),
        (datetime(2027, 3, 27, 18, 30, tzinfo=LONDON), "20270327T183000Z"),
        (datetime(2027, 3, 28, 18, 30, tzinfo=LONDON), "20270328T173000Z"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), "20261025T003000Z"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), "20261025T013000Z"),
    ],
)
def test_moment_is_the_same_on_both_sides_of_the_change_of_the_hour(day: datetime, utc: str) -> None:
    event = read(write_calendar(workshop(starts_at=day), now=NOW))
    assert event["DTSTART"] == utc


def test_workshop_across_the_change_keeps_its_length() -> None:
    starts = datetime(2026, 10, 25, 0, 30, tzinfo=LONDON)
    row = workshop(starts_at=starts)
    row.ends_at = datetime(2026, 10, 25, 3, 30, tzinfo=LONDON)
    event = read(write_calendar(row, now=NOW))
    assert (event["DTSTART"], event["DTEND"]) == ("20261024T233000Z", "20261025T033000Z")


def test_event_has_what_a_calendar_needs() -> None:
    event = read(write_calendar(workshop(revision=3, notes="Ring the bell; twice, please"), now=NOW))
    assert event["UID"].startswith("WS-0001@")
    assert event["SEQUENCE"] == "3"
    assert event["DTSTAMP"] == "20261001T120000Z"
    assert event["LOCATION"] == "Lock House\\, WN1 1AA"
    assert event["DESCRIPTION"].startswith("Ring the bell\\; twice\\, please\\n\\nhttp")
    assert event["STATUS"] == "CONFIRMED"
    assert read(write_calendar(workshop(called_off_at=NOW), now=NOW))["STATUS"] == "CANCELLED"


@given(texts)
@example(r"S:\Networks and D:\New")
@example(r"\N\N\\N")
def test_whatever_is_written_stays_in_its_value(text: str) -> None:
    written = write_calendar(workshop(title=text, notes=text), now=NOW)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    lines = written.replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VCALENDAR") == 1
    assert [line for line in lines if ":" not in line] == [""]
    kept = "".join(
        s for s in text.replace("\r\n", "\n").replace("\r", "\n") if s in "\n\t" or s.isprintable()
    )
    assert unescape(read(written)["SUMMARY"]) == kept
