"""Single values of a grant, read as kindly as can be done without guessing. Each refuses in words."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any

from fund.common.errors import Refused
from fund.common.money import PENNY, ZERO, bare_amount
from fund.common.plain_words import one_line, seen
from fund.common.postcodes import postcode_key

_MOST = Decimal("9999999999.99")
# As files write it: spreadsheets have exponents too.
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,6})?")
_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?(?:[T ].*)?")
_BRITISH = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})")


def text_of(value: Any) -> str:
    """Any single value as text without letters that nobody sees; lists and objects are refused."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        raise Refused("it holds a list where a single value belongs.")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return seen(str(value))


def short_text(value: Any, longest: int) -> str:
    """Text of one line: a name, a title."""
    text = one_line(text_of(value))
    if len(text) > longest:
        raise Refused(f"it is longer than {longest} letters.")
    return text


def pounds(value: Any) -> Decimal | None:
    """An amount in pounds and whole pence, as a number or as people type it; None where there is none."""
    text = text_of(value)
    bare = bare_amount(text)
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        raise Refused(f"“{text[:40]}” isn't an amount of money.")
    amount = Decimal(bare)
    if amount < 0:
        raise Refused("it is less than nothing. Grants that were taken back can't be loaded.")
    if amount > _MOST:
        raise Refused("it is too large.")
    if amount != amount.quantize(PENNY):
        raise Refused(f"“{text[:40]}” isn't in whole pence.")
    return amount.quantize(PENNY)


def pounds_over_nothing(value: Any) -> Decimal:
    amount = pounds(value)
    if amount is None:
        raise Refused("it is missing.")
    if amount == ZERO:
        raise Refused("it is £0. A grant has an amount.")
    return amount


def day(value: Any, *, whole: bool = False, last: bool = False) -> date | None:
    """A day as 2014-07-24, a moment's day, 24/07/2014, or a month or year where `whole` doesn't forbid it.

    A month or year alone is its first day, or its `last`.
    """
    text = text_of(value)
    if not text:
        return None
    if match := _BRITISH.fullmatch(text):
        parts = [match[3], match[2], match[1]]
    elif match := _ISO.fullmatch(text):
        parts = [part for part in match.groups() if part]
    else:
        raise Refused(f"“{text[:40]}” isn't a date. Write it like 2014-07-24.")
    if whole and len(parts) < 3:
        raise Refused(f"“{text[:40]}” isn't a whole date. Write it like 2014-07-24.")
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else (12 if last else 1)
    try:
        final = monthrange(year, month)[1]
        found = date(year, month, int(parts[2]) if len(parts) > 2 else (final if last else 1))
    except (ValueError, IndexError):
        raise Refused(f"“{text[:40]}” isn't a date. Write it like 2014-07-24.") from None
    if not 1900 <= found.year <= 2200:
        raise Refused(f"“{text[:40]}” isn't a likely date.")
    return found


def whole_months(value: Any) -> int | None:
    """A length in months, a part of one counting as one."""
    text = text_of(value)
    if not text:
        return None
    try:
        months = Decimal(text)
    except InvalidOperation:
        raise Refused(f"“{text[:40]}” isn't a number of months.") from None
    if not months.is_finite() or not 0 <= months <= 1200:
        raise Refused(f"“{text[:40]}” isn't a likely number of months.")
    return ceil(months) or None


def degrees(value: Any) -> float | None:
    """A latitude or longitude; None where it is missing or no number."""
    try:
        number = float(text_of(value))
    except (ValueError, Refused):
        return None
    return number if abs(number) <= 180 else None


def charity_number(value: Any, identifier: str) -> str:
    """The number without its prefix; taken from an identifier such as `GB-CHC-1109047` when it is missing."""
    text = text_of(value) or _registered(identifier, "GB-CHC-", "GB-SC-", "GB-NIC-")
    bare = re.sub(r"[^A-Za-z0-9-]", "", text).upper()
    return bare if len(bare) <= 10 and re.search(r"[1-9]", bare) else ""


def company_number(value: Any, identifier: str) -> str:
    """Eight letters or digits, with the zeros that spreadsheets drop put back."""
    bare = re.sub(r"[^A-Za-z0-9]", "", text_of(value) or _registered(identifier, "GB-COH-")).upper()
    bare = bare.zfill(8) if bare.isdigit() else bare
    return bare if len(bare) == 8 and re.search(r"[1-9]", bare) else ""


def _registered(identifier: str, *registers: str) -> str:
    return next((identifier.removeprefix(name) for name in registers if identifier.startswith(name)), "")


def postcode(value: Any) -> str:
    return postcode_key(text_of(value))


def web_address(value: Any) -> str:
    text = text_of(value)
    return text if re.fullmatch(r"https?://[^\s<>\"]{3,190}", text) else ""
