"""Moments and dates as people in London say them: "Friday 29 November at 5pm", "84 days left"."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_NEAR = timedelta(days=183)


def format_date(day: date, *, year: bool = True) -> str:
    """`29 November 2026`, or `29 November` without the year."""
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def format_day(day: date, *, year: bool = True) -> str:
    """`Friday 29 November 2026`, or `Friday 29 November` without the year."""
    return f"{day:%A} {format_date(day, year=year)}"


def format_time(moment: datetime) -> str:
    """The London time of day: `5pm`, `11:59pm`, `9:05am`, `noon`, `midnight`.

    In the hour that comes twice when the clocks go back, it says which of the two is meant.
    """
    local = moment.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    if (local.hour, local.minute) == (12, 0):
        return "noon"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}{_which_of_two(local)}"


def _which_of_two(local: datetime) -> str:
    first, second = (local.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    if first <= second:
        return ""
    return f" ({'after' if local.fold else 'before'} the clocks go back)"


def format_deadline(moment: datetime, *, now: datetime | None = None, year: bool | None = None) -> str:
    """`Friday 29 November at 5pm`. The year is said when the moment is more than half a year from `now`.

    `year` settles it either way: a receipt or a letter, read years later, passes True.
    Midnight at the start of a day reads as `midnight at the end of` the day before, so nobody is a day out.
    """
    local = moment.astimezone(LONDON)
    said = abs(moment - (now or timezone.now())) > _NEAR if year is None else year
    time = format_time(local)
    if time == "midnight":
        return f"midnight at the end of {format_day(local.date() - timedelta(days=1), year=said)}"
    return f"{format_day(local.date(), year=said)} at {time}"


def format_time_left(moment: datetime, now: datetime) -> str:
    """What is left until `moment`: `84 days left`, `3 hours left`, `1 minute left`, `closed`.

    A day or more is counted on London clocks, so Friday 5pm to Monday 5pm is three days on every
    weekend of the year; less than a day is counted in real hours.
    """
    left = moment.astimezone(ZoneInfo("UTC")) - now.astimezone(ZoneInfo("UTC"))
    if left <= timedelta():
        return "closed"
    if left < timedelta(minutes=1):
        return "less than a minute left"
    if left < timedelta(hours=1):
        return f"{_count(int(left.total_seconds() // 60), 'minute')} left"
    on_clocks = moment.astimezone(LONDON).replace(tzinfo=None) - now.astimezone(LONDON).replace(tzinfo=None)
    if on_clocks < timedelta(days=1):
        return f"{_count(int(left.total_seconds() // 3600), 'hour')} left"
    return f"{_count(on_clocks.days, 'day')} left"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
