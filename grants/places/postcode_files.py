"""Files of postcodes: ONSPD, NSPL, Code-Point and what is derived from them, one row at a time."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from fund.common.errors import Refused
from fund.common.postcodes import postcode_key
from fund.common.spreadsheets import Sheet, open_book
from grants.places.columns import (
    ACTIVE,
    CODE_POINT,
    DISTRICT_CODE,
    EASTING,
    ENDED,
    LATITUDE,
    LONGITUDE,
    NORTHING,
    POSTCODE,
    WARD_CODE,
    find,
)
from grants.places.national_grid import from_national_grid

_SIX = Decimal("0.000001")
_NO_PLACE = Decimal(99)
_BLANK = ("", "na", "null", "none")


class PostcodeRow(NamedTuple):
    number: int
    key: str
    ward_code: str
    district: str
    latitude: Decimal | None
    longitude: Decimal | None
    ended: bool


class PostcodeFile:
    """One file, its columns found by their headings; Code-Point has none and is known by its shape."""

    def __init__(self, path: Path) -> None:
        book = open_book(path)
        self.notices = book.notices
        self.sheet = _with_headings(book.sheets[0])
        headings = self.sheet.headings
        self.places = {heading: place for place, heading in enumerate(headings)}
        postcode, ward = find(headings, POSTCODE), find(headings, WARD_CODE)
        if postcode is None or ward is None:
            raise Refused(f"The file has no column of {'ward codes' if postcode else 'postcodes'}.")
        self.postcode, self.ward = self.places[postcode], self.places[ward]
        self.district = self._place(DISTRICT_CODE)
        self.latitude, self.longitude = self._place(LATITUDE), self._place(LONGITUDE)
        self.easting, self.northing = self._place(EASTING), self._place(NORTHING)
        self.ended, self.active = self._place(ENDED), self._place(ACTIVE)
        self.wrong: list[str] = []

    def _place(self, aliases: tuple[str, ...]) -> int | None:
        heading = find(self.sheet.headings, aliases)
        return self.places[heading] if heading else None

    def rows(self) -> Iterator[PostcodeRow]:
        """Every postcode of the file. What can't be read is added to `wrong`, in a sentence."""
        width = len(self.sheet.headings)
        for number, cells in self.sheet.cells():
            if not any(cells):
                continue
            if len(cells) != width:
                self.wrong.append(f"Row {number}: it has {len(cells)} cells where {width} are named.")
                continue
            row = self._read(number, cells)
            if row.key:
                yield row
            elif not row.ended:
                self.wrong.append(f"Row {number}: “{cells[self.postcode][:20]}” isn't a postcode.")

    def _read(self, number: int, cells: list[str]) -> PostcodeRow:
        latitude, longitude = self._position(number, cells)
        ended = self.ended is not None and cells[self.ended].lower() not in _BLANK
        inactive = self.active is not None and cells[self.active].lower() in ("false", "no", "0")
        return PostcodeRow(
            number,
            postcode_key(cells[self.postcode]),
            cells[self.ward][:9],
            cells[self.district] if self.district is not None else "",
            latitude,
            longitude,
            ended or inactive,
        )

    def _position(self, number: int, cells: list[str]) -> tuple[Decimal | None, Decimal | None]:
        """Latitude and longitude; None where the file says that it doesn't know."""
        try:
            if self.latitude is not None and self.longitude is not None:
                return _degrees(cells[self.latitude], cells[self.longitude])
            if self.easting is not None and self.northing is not None:
                return _from_metres(cells[self.easting], cells[self.northing])
        except (InvalidOperation, ValueError, OverflowError):
            self.wrong.append(f"Row {number}: its position isn't made of numbers.")
        return None, None


def _with_headings(sheet: Sheet) -> Sheet:
    """The sheet itself, or for Code-Point, whose first row is a postcode, the same with its ten headings."""
    if not sheet.headings or not postcode_key(sheet.headings[0]):
        return sheet
    if len(sheet.headings) != len(CODE_POINT):
        raise Refused("The file has no headings, and isn't Code-Point Open with its ten columns.")

    def cells() -> Iterator[tuple[int, list[str]]]:
        yield 1, sheet.headings
        yield from sheet.cells()

    return Sheet(sheet.name, CODE_POINT, sheet.lines, cells)


def _degrees(latitude: str, longitude: str) -> tuple[Decimal | None, Decimal | None]:
    if latitude.lower() in _BLANK or longitude.lower() in _BLANK:
        return None, None
    north, east = Decimal(latitude), Decimal(longitude)
    if not north.is_finite() or not east.is_finite() or abs(east) > 180:
        raise ValueError
    return (None, None) if north > _NO_PLACE else (north.quantize(_SIX), east.quantize(_SIX))


def _from_metres(easting: str, northing: str) -> tuple[Decimal | None, Decimal | None]:
    if easting.lower() in _BLANK or northing.lower() in _BLANK or not float(easting):
        return None, None
    if not (0 < float(easting) < 700_000 and 0 <= float(northing) < 1_300_000):
        raise ValueError
    latitude, longitude = from_national_grid(float(easting), float(northing))
    return Decimal(latitude).quantize(_SIX), Decimal(longitude).quantize(_SIX)
