from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.common.dates import (
    LONDON,
    format_date,
    format_day,
    format_deadline,
    format_time,
    format_time_left,
)

FRIDAY_5PM = datetime(2024, 11, 29, 17, 0, tzinfo=LONDON)
A_WEEK_BEFORE = FRIDAY_5PM - timedelta(days=7)


def test_deadline_near_leaves_out_the_year() -> None:
    assert format_deadline(FRIDAY_5PM, now=A_WEEK_BEFORE) == "Friday 29 November at 5pm"


def test_deadline_far_away_says_the_year() -> None:
    assert (
        format_deadline(FRIDAY_5PM, now=datetime(2026, 1, 1, tzinfo=UTC)) == "Friday 29 November 2024 at 5pm"
    )


def test_deadline_with_year_asked_for_says_it() -> None:
    assert format_deadline(FRIDAY_5PM, now=A_WEEK_BEFORE, year=True) == "Friday 29 November 2024 at 5pm"


def test_deadline_in_summer_is_london_time() -> None:
    moment = datetime(2025, 7, 1, 16, 0, tzinfo=UTC)
    assert format_deadline(moment, now=moment) == "Tuesday 1 July at 5pm"


def test_deadline_at_midnight_names_the_day_that_ends() -> None:
    moment = datetime(2025, 2, 17, 0, 0, tzinfo=LONDON)
    assert format_deadline(moment, now=moment) == "midnight at the end of Sunday 16 February"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 5, "9:05am"),
        (12, 0, "noon"),
        (12, 30, "12:30pm"),
        (17, 0, "5pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_time_is_said_as_people_say_it(hour: int, minute: int, said: str) -> None:
    assert format_time(datetime(2025, 2, 16, hour, minute, tzinfo=LONDON)) == said


def test_date_with_and_without_the_year() -> None:
    assert (format_date(date(2026, 1, 6)), format_date(date(2026, 1, 6), year=False)) == (
        "6 January 2026",
        "6 January",
    )
    assert format_day(date(2026, 1, 6)) == "Tuesday 6 January 2026"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=84), "84 days left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(hours=3), "3 hours left"),
        (timedelta(minutes=59), "59 minutes left"),
        (timedelta(minutes=1), "1 minute left"),
        (timedelta(seconds=30), "less than a minute left"),
        (timedelta(), "closed"),
        (timedelta(days=-1), "closed"),
    ],
)
def test_left_is_said_in_the_largest_unit(before: timedelta, said: str) -> None:
    assert format_time_left(FRIDAY_5PM, FRIDAY_5PM - before) == said


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        (datetime(2025, 10, 24, 17, tzinfo=LONDON), datetime(2025, 10, 27, 17, tzinfo=LONDON)),
        (datetime(2026, 3, 27, 17, tzinfo=LONDON), datetime(2026, 3, 30, 17, tzinfo=LONDON)),
    ],
)
def test_left_over_a_clock_change_counts_days_on_the_clock(friday: datetime, monday: datetime) -> None:
    assert format_time_left(monday, friday) == "3 days left"


def test_left_in_the_night_of_a_clock_change_counts_real_hours() -> None:
    noon = datetime(2026, 3, 29, 12, tzinfo=LONDON)
    midnight = datetime(2026, 3, 29, 0, tzinfo=LONDON)
    assert format_time_left(noon, midnight) == "11 hours left"


def _moments(first_year: int, last_year: int) -> st.SearchStrategy[datetime]:
    first = datetime(first_year, 1, 1, tzinfo=UTC)
    seconds = int((datetime(last_year, 1, 1, tzinfo=UTC) - first).total_seconds())
    return st.integers(0, seconds).map(lambda after: first + timedelta(seconds=after))


@given(
    moment=_moments(2025, 2027),
    seconds=st.integers(0, 60 * 60 * 24 * 200),
)
def test_left_never_promises_more_than_there_is(moment: datetime, seconds: int) -> None:
    """Nor does it ever say "closed" before the close. A spring day may be an hour short."""
    now = moment - timedelta(seconds=seconds)
    said = format_time_left(moment, now)
    assert (said == "closed") == (seconds == 0)
    if said.split()[0].isdigit():
        unit = {"day": 86400, "hour": 3600, "minute": 60}[said.split()[1].removesuffix("s")]
        slack = 3600 if unit == 86400 else 0
        assert int(said.split()[0]) * unit <= seconds + slack


@given(moment=_moments(2013, 2040))
def test_deadline_says_the_same_in_whatever_zone_it_is_given(moment: datetime) -> None:
    assert format_deadline(moment, now=moment) == format_deadline(moment.astimezone(LONDON), now=moment)
