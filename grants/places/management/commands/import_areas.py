"""`manage.py import_areas FILE.geojson`: wards or neighbourhoods with their boundaries."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from fund.common.commands import FileCommand, readable
from fund.common.errors import Refused
from fund.common.spreadsheets import read_rows
from grants.places.actions import AreaFacts, load_areas, neighbourhood_code, retire_older
from grants.places.boundaries import Feature, read_features, simplify
from grants.places.columns import AREA_CODE, NEIGHBOURHOOD_CODE, NEIGHBOURHOOD_NAME, find
from grants.places.models import Area, AreaKind


class Command(FileCommand):
    help = "Load wards or neighbourhoods from GeoJSON in longitude and latitude, simplifying boundaries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        kinds = [AreaKind.WARD.value, AreaKind.NEIGHBOURHOOD.value]
        parser.add_argument("--kind", choices=kinds, default=AreaKind.WARD.value)
        parser.add_argument("--vintage", type=int, help="year of the boundaries, if the file doesn't name it")
        parser.add_argument("--district", help="keep only areas of this district, such as E08000010")
        parser.add_argument("--only-known", action="store_true", help="keep only areas that are here already")
        parser.add_argument("--parent-file", type=Path, help="CSV of ward codes and their neighbourhoods")
        parser.add_argument("--tolerance", type=float, default=25, help="metres to simplify by (25)")
        parser.add_argument("--retire-older", action="store_true", help="retire areas of earlier years")

    def load(self, file: Path, **options: Any) -> str:
        kind = AreaKind(options["kind"])
        if not 0 <= options["tolerance"] <= 5000:
            raise Refused("The tolerance is in metres, from 0 to 5000.")
        features = read_features(file)
        vintage = options["vintage"] or features[0].year
        if not vintage or not 1900 <= vintage <= 2100:
            raise Refused("Say which year these boundaries are of: --vintage 2023.")
        features = _wanted(features, vintage, options["district"], options["only_known"])
        parents = _parents(options["parent_file"]) if options["parent_file"] else {}
        boundaries = simplify([feature.geometry for feature in features], options["tolerance"])
        facts = [
            AreaFacts(feature.code, feature.name, boundary, parents.get(feature.code))
            for feature, boundary in zip(features, boundaries, strict=True)
        ]
        tally = load_areas(facts, kind=kind, vintage=vintage, by=None)
        retired = retire_older(kind, vintage=vintage, by=None) if options["retire_older"] else 0
        ending = f" {retired} of earlier years marked as no longer in use." if retired else ""
        return f"{len(facts):,} {kind.label.lower()}s of {vintage}: {tally}.{ending}"


def _wanted(features: list[Feature], vintage: int, district: str | None, only_known: bool) -> list[Feature]:
    if district:
        if not any(feature.district for feature in features):
            raise Refused("The file doesn't say which district its areas are in.")
        features = [feature for feature in features if feature.district == district]
    if only_known:
        known = set(Area.objects.filter(vintage=vintage).values_list("code", flat=True))
        features = [feature for feature in features if feature.code in known]
    if not features:
        raise Refused("No area of this file is wanted.")
    return features


def _parents(path: Path) -> dict[str, tuple[str, str]]:
    """Ward code to (code, name) of its neighbourhood."""
    readable(path)
    found: dict[str, tuple[str, str]] = {}
    for number, row in read_rows(path):
        ward, name = find(row, AREA_CODE), find(row, NEIGHBOURHOOD_NAME)
        if not ward or not name:
            raise Refused("The parent file needs a column of ward codes and one called neighbourhood.")
        if not row[ward] or not row[name]:
            raise Refused(f"Row {number} of the parent file lacks its ward code or its neighbourhood.")
        code = find(row, NEIGHBOURHOOD_CODE)
        found[row[ward]] = (row[code] if code else neighbourhood_code(row[name]), row[name])
    return found
