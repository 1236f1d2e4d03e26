"""Typed words as values, and values as the plain JSON that is submitted."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fund.common.errors import Refused
from fund.common.money import ZERO, format_money, parse_money


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
    """Return pounds as typed; None where they are not money."""
    try:
        return parse_money(str(typed)) if typed else None
    except Refused:
        return None


def shown_pounds(typed: Any) -> str:
    """Return pounds as they are said; as they were typed where they are not money."""
    amount = read_money(typed)
    return ("" if typed is None else str(typed)) if amount is None else format_money(amount)


def sum_of(rows: Iterable[Mapping[str, Any]], part: str) -> Decimal:
    """Return the sum of the pounds in one part of each row; what is not money counts nothing."""
    return sum((read_money(row.get(part)) or ZERO for row in rows), ZERO)


def plain(value: Any) -> Any:
    """Money and numbers as text, dates as ISO text: what JSON keeps without loss."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
