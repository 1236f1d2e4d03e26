"""Days for tests, counted from the clock of the test: no test holds the day on which it was written."""

from datetime import date, timedelta

from django.utils import timezone


def today() -> date:
    """Return today's date in London."""
    return timezone.localdate()


def days_ahead(days: int) -> date:
    """Return the day so many days from today; before today for a negative number."""
    return today() + timedelta(days=days)


def next_year() -> int:
    """Return the number of next year, in which grants of tests run."""
    return today().year + 1


def in_next_year(month: int, day: int) -> date:
    return date(next_year(), month, day)
