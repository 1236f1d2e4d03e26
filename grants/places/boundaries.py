"""Boundaries from GeoJSON: read, checked and simplified so that neighbours still meet."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy
import shapely
from shapely.errors import GEOSException, ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from fund.common.errors import Refused, RowsRefused
from fund.common.plain_words import one_line
from fund.common.spreadsheets import read_encoding
from grants.places.columns import AREA_CODE, AREA_NAME, DISTRICT_CODE, find, vintage_of

METRES_IN_A_DEGREE = 111_320
_NATIONAL_GRID = (
    "The boundaries are in British National Grid (eastings and northings in metres). "
    "Save or download them as longitude and latitude (WGS84, EPSG:4326)."
)


@dataclass(frozen=True)
class Feature:
    """One area of the file. `number` counts features from 1; `year` is the vintage its headings name."""

    number: int
    code: str
    name: str
    district: str
    year: int | None
    geometry: BaseGeometry


def read_features(path: Path) -> list[Feature]:
    """The areas of a GeoJSON file in longitude and latitude. Refuses every feature that is wrong at once."""
    raw = _collection(path)
    wrong: list[str] = []
    features: list[Feature] = []
    for number, feature in enumerate(raw, 1):
        try:
            features.append(_feature(number, feature))
        except Refused as refused:
            wrong.append(f"Feature {number}: {refused.sentence}")
    codes = [feature.code for feature in features]
    wrong += [f"The code {code} stands on more than one feature." for code in sorted(_repeated(codes))]
    if wrong:
        raise RowsRefused("The file has features that can't be used.", wrong)
    return features


def _repeated(codes: Sequence[str]) -> set[str]:
    return {code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()


def _collection(path: Path) -> list[Any]:
    encoding, _lines, _notices = read_encoding(path)
    try:
        data = json.loads(path.read_text(encoding=encoding))
    except json.JSONDecodeError as error:
        raise Refused(f"This isn't GeoJSON: line {error.lineno} can't be read as JSON.") from None
    except RecursionError:
        raise Refused("This isn't GeoJSON: it is nested too deeply.") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise Refused("This isn't a GeoJSON feature collection: it has no list of features.")
    if not features:
        raise Refused("The file has no areas in it.")
    _check_system(json.dumps(data.get("crs") or ""))
    return features


def _check_system(system: str) -> None:
    if "27700" in system:
        raise Refused(_NATIONAL_GRID)
    if "EPSG" in system and "4326" not in system and "4258" not in system:
        raise Refused("The boundaries aren't in longitude and latitude (WGS84, EPSG:4326).")


def _feature(number: int, raw: Any) -> Feature:
    facts = raw.get("properties") if isinstance(raw, dict) else None
    if not isinstance(facts, dict):
        raise Refused("it has no properties.")
    code_heading, name_heading = find(facts, AREA_CODE), find(facts, AREA_NAME)
    district_heading = find(facts, DISTRICT_CODE)
    code = one_line(str(facts[code_heading] or "")) if code_heading else ""
    if not code:
        raise Refused("it has no code (area_code, WD23CD or the like).")
    if len(code) > 20:
        raise Refused(f"the code “{code[:30]}” is longer than 20 letters.")
    if not re.fullmatch(r"[A-Za-z0-9._-]+", code):
        raise Refused(f"the code “{code}” has more in it than letters, digits, points and hyphens.")
    name = one_line(str(facts[name_heading] or "")) if name_heading else ""
    return Feature(
        number=number,
        code=code,
        name=name[:100],
        district=str(facts[district_heading] or "") if district_heading else "",
        year=vintage_of(code_heading) if code_heading else None,
        geometry=_geometry(raw.get("geometry")),
    )


def _geometry(raw: Any) -> BaseGeometry:
    if not isinstance(raw, dict) or raw.get("type") not in ("Polygon", "MultiPolygon"):
        raise Refused("its shape isn't a polygon.")
    try:
        geometry = shapely.force_2d(shape(raw))
    except (ShapelyError, GEOSException, ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise Refused("its shape can't be read.") from None
    if geometry.is_empty:
        raise Refused("its shape is empty.")
    _check_degrees(geometry)
    return geometry if geometry.is_valid else _mended(geometry)


def _check_degrees(geometry: BaseGeometry) -> None:
    west, south, east, north = geometry.bounds
    if not all(map(numpy.isfinite, geometry.bounds)):
        raise Refused("its shape has a corner that isn't a number.")
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        raise Refused(_NATIONAL_GRID[0].lower() + _NATIONAL_GRID[1:])
    if 49 <= west <= 61 and -9 <= south <= 2:
        raise Refused("its corners are latitude, longitude; GeoJSON wants longitude first.")


def _mended(geometry: BaseGeometry) -> BaseGeometry:
    """A shape that crosses itself, as the polygons it is made of."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    polygons = [piece for part in parts for piece in shapely.get_parts(part) if piece.geom_type == "Polygon"]
    if not polygons:
        raise Refused("its shape has no inside.")
    return shapely.union_all(polygons)


def simplify(geometries: Sequence[BaseGeometry], metres: float) -> list[dict[str, Any]]:
    """GeoJSON geometries with corners nearer than about `metres` dropped; shared edges stay shared.

    Where the areas overlap, so that they aren't a coverage, each is simplified by itself.
    """
    squeeze = cos(radians(shapely.get_coordinates(list(geometries))[:, 1].mean()))
    flat = shapely.transform(list(geometries), lambda corners: corners * [squeeze, 1])
    tolerance = metres / METRES_IN_A_DEGREE
    if shapely.geos_version >= (3, 12, 0) and shapely.coverage_is_valid(flat):
        simpler = shapely.coverage_simplify(flat, tolerance)
    else:
        simpler = shapely.simplify(flat, tolerance, preserve_topology=True)
    back = shapely.transform(simpler, lambda corners: corners / [squeeze, 1])
    return [_rounded(mapping(geometry)) for geometry in back]


def _rounded(geometry: Any) -> dict[str, Any]:
    """Five decimals are a metre, and as lists, as the database gives them back."""

    def around(value: Any) -> Any:
        return round(value, 5) if isinstance(value, float) else [around(part) for part in value]

    return {"type": geometry["type"], "coordinates": around(geometry["coordinates"])}
