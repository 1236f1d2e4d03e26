"""Typed words as values, and values as the plain JSON that is sent."""

from datetime import date
from decimal import Decimal
from typing import Any

from fund.common.errors import Refused
from fund.common.money import parse_money


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month: 31 January and 1 month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("a month has 28 days")


def read_money(typed: Any) -> Decimal | None:
    """Pounds as typed; None where they are not money."""
    try:
        return parse_money(str(typed)) if typed else None
    except Refused:
        return None


def plain(value: Any) -> Any:
    """Money and numbers as text, dates as ISO text: what JSON keeps without loss."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
