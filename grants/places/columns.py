"""How the many editions of place files name the same column. Names are compared without case and signs."""

import re
from collections.abc import Iterable

_WARD = (r"osward", r"ward", r"wd\d\dcd", r"ward(20\d\d)?code", r"adminwardcode", r"wardgss", r"wc")
_DISTRICT = (r"oslaua", r"laua", r"lad\d\dcd", r"ladcode", r"lacode", r"localauthority(area)?code")
_DISTRICT_OF_CODEPOINT = (r"admindistrictcode", r"dc")

WARD_CODE = _WARD
DISTRICT_CODE = (*_DISTRICT, *_DISTRICT_OF_CODEPOINT)
AREA_CODE = (r"areacode", *_WARD, r"code", r"gsscode", r"geocode", r"geographycode", *_DISTRICT)
AREA_NAME = (r"areaname", r"wd\d\dnm", r"ward(20\d\d)?name.*", r"name", r"geographyname", r"lad\d\dnm")
SMALL_AREA_CODE = (r"lsoa\d\dcd", r"lsoa(20)?\d\dcode", r"lsoacode", r"lsoa\d\d", r"lsoacode20\d\d")
NEIGHBOURHOOD_NAME = (r"neighbourhood(name)?", r"parent(name)?", r"sdf.*", r"servicedeliveryfootprint")
NEIGHBOURHOOD_CODE = (r"neighbourhoodcode", r"parentcode")
POSTCODE = (r"pcds", r"pcd8?", r"pcd2", r"pcd7", r"postcode\d?", r"pc")
LATITUDE = (r"lat", r"latitude")
LONGITUDE = (r"long", r"lon", r"lng", r"longitude")
EASTING = (r"oseast1m", r"east1m", r"eastings?", r"ea")
NORTHING = (r"osnrth1m", r"north1m", r"northings?", r"no")
ENDED = (r"doterm", r"dateterminated", r"dateoftermination", r"terminated")
ACTIVE = (r"isactive", r"active")
POPULATION = (
    r"(total)?population(total)?",
    r"(census20\d\d)?(usual)?residents(apportioned)?",
    r"census20\d\dresidentsbestfit",
    r"all(usual)?residents",
    r"totalpopulation.*",
)
DEPRIVATION = (
    r"deprivation",
    r"(imd)?(mean|average)score",
    r"imd(20\d\d)?score",
    r"indexofmultipledeprivation.*score",
)

CODE_POINT = ["PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"]


def find(headings: Iterable[str], aliases: tuple[str, ...]) -> str | None:
    """The heading that the first fitting alias names; of several, the one of the latest year."""
    bare = {heading: re.sub(r"[^a-z0-9]", "", heading.lower()) for heading in headings}
    for alias in aliases:
        fitting = [heading for heading, name in bare.items() if re.fullmatch(alias, name)]
        if fitting:
            return max(fitting, key=lambda heading: _year(bare[heading]))
    return None


def _year(name: str) -> int:
    digits = re.search(r"(?:20)?(\d\d)", name)
    return int(digits[1]) if digits else -1


def vintage_of(heading: str) -> int | None:
    """The year that a heading such as `WD23CD` or `ward2023_code` names."""
    digits = re.search(r"(?:20)?(\d\d)", heading)
    return 2000 + int(digits[1]) if digits else None
