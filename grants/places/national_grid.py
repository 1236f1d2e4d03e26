"""British National Grid to latitude and longitude, to about five metres.

The formulae and constants are those of the Ordnance Survey's "A guide to coordinate systems in Great
Britain": an inverse transverse Mercator on the Airy ellipsoid, then a seven-parameter Helmert shift.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

_AIRY = (6_377_563.396, 6_356_256.909)
_WGS84 = (6_378_137.0, 6_356_752.314_245)
_SCALE = 0.9996012717
_ORIGIN_LATITUDE, _ORIGIN_LONGITUDE = radians(49), radians(-2)
_FALSE_EAST, _FALSE_NORTH = 400_000.0, -100_000.0
_SHIFT = (446.448, -125.157, 542.060)
_TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_STRETCH = 1 - 20.4894e-6


def from_national_grid(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in degrees (WGS84) of a point given in metres."""
    latitude, longitude = _unproject(easting, northing)
    return _to_wgs84(latitude, longitude)


def _arc(latitude: float) -> float:
    """Metres along the meridian from the origin, on the scaled Airy ellipsoid."""
    a, b = _AIRY
    n = (a - b) / (a + b)
    less, more = latitude - _ORIGIN_LATITUDE, latitude + _ORIGIN_LATITUDE
    return (
        b
        * _SCALE
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(less) * cos(more)
            + (1.875 * n**2 + 1.875 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    a, b = _AIRY
    latitude = _ORIGIN_LATITUDE
    while abs(left := northing - _FALSE_NORTH - _arc(latitude)) >= 1e-5:
        latitude += left / (a * _SCALE)
    flat = 1 - (b / a) ** 2
    nu = a * _SCALE / sqrt(1 - flat * sin(latitude) ** 2)
    rho = a * _SCALE * (1 - flat) / (1 - flat * sin(latitude) ** 2) ** 1.5
    eta = nu / rho - 1
    t, sec = tan(latitude), 1 / cos(latitude)
    east = easting - _FALSE_EAST
    latitude += (
        -t / (2 * rho * nu) * east**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * east**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * east**6
    )
    longitude = (
        _ORIGIN_LONGITUDE
        + sec / nu * east
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * east**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * east**5
    )
    return latitude, longitude


def _to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    a, b = _AIRY
    flat = 1 - (b / a) ** 2
    nu = a / sqrt(1 - flat * sin(latitude) ** 2)
    x, y = nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude)
    z = nu * (1 - flat) * sin(latitude)
    turn_x, turn_y, turn_z = _TURN
    x, y, z = (
        _SHIFT[0] + _STRETCH * x - turn_z * y + turn_y * z,
        _SHIFT[1] + turn_z * x + _STRETCH * y - turn_x * z,
        _SHIFT[2] - turn_y * x + turn_x * y + _STRETCH * z,
    )
    a, b = _WGS84
    flat = 1 - (b / a) ** 2
    latitude = atan2(z, hypot(x, y) * (1 - flat))
    for _ in range(5):
        nu = a / sqrt(1 - flat * sin(latitude) ** 2)
        latitude = atan2(z + flat * nu * sin(latitude), hypot(x, y))
    return degrees(latitude), degrees(atan2(y, x))
