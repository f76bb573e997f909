"""Where a school is, in degrees (WGS84): as given, else from its National Grid reference.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain": the inverse Transverse
Mercator projection (annex C) and the seven-parameter Helmert transformation (section 6.6), good to
about 5 metres.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt, tan

from hubdata.register.schools import School

AIRY = (6_377_563.396, 6_356_256.909)
"""Semi-axes in metres of the ellipsoid of the National Grid."""
GRS80 = (6_378_137.0, 6_356_752.3141)
GRID_SCALE = 0.9996012717
TRUE_ORIGIN = (radians(49), radians(-2))
FALSE_ORIGIN = (400_000.0, -100_000.0)
SHIFT = (446.448, -125.157, 542.060)
ROTATION = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
SCALE = -20.4894e-6


def location_of(school: School) -> tuple[float, float] | None:
    """Latitude and longitude of the school; `None` where the register has no place."""
    if school.latitude is not None and school.longitude is not None:
        return school.latitude, school.longitude
    if school.easting is None or school.northing is None:
        return None
    return compute_degrees(school.easting, school.northing)


def compute_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude (WGS84) of a point of the National Grid, in metres."""
    return _to_geodetic(_to_wgs84(_to_cartesian(*_unproject(easting, northing))))


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on the Airy ellipsoid, in radians."""
    a, b = (axis * GRID_SCALE for axis in AIRY)
    e2 = 1 - (b / a) ** 2
    latitude = _footpoint(northing)
    s, t = sin(latitude), tan(latitude)
    nu = a / sqrt(1 - e2 * s * s)
    rho = a * (1 - e2) / (1 - e2 * s * s) ** 1.5
    eta2 = nu / rho - 1
    x = easting - FALSE_ORIGIN[0]
    t2, t4, t6 = t**2, t**4, t**6
    seventh = t / (2 * rho * nu)
    eighth = t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ninth = t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t4)
    secant = 1 / cos(latitude)
    tenth = secant / nu
    eleventh = secant / (6 * nu**3) * (nu / rho + 2 * t2)
    twelfth = secant / (120 * nu**5) * (5 + 28 * t2 + 24 * t4)
    last = secant / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t4 + 720 * t6)
    return (
        latitude - seventh * x**2 + eighth * x**4 - ninth * x**6,
        TRUE_ORIGIN[1] + tenth * x - eleventh * x**3 + twelfth * x**5 - last * x**7,
    )


def _footpoint(northing: float) -> float:
    """The latitude on the central meridian whose arc is as long as the northing says."""
    a, origin = AIRY[0] * GRID_SCALE, TRUE_ORIGIN[0]
    latitude, arc = origin, 0.0
    while abs(left := northing - FALSE_ORIGIN[1] - arc) > 1e-5:
        latitude += left / a
        arc = _meridian_arc(latitude)
    return latitude


def _meridian_arc(latitude: float) -> float:
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = latitude - TRUE_ORIGIN[0], latitude + TRUE_ORIGIN[0]
    return (b * GRID_SCALE) * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )


def _to_cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    a, b = AIRY
    e2 = 1 - (b / a) ** 2
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    flat = nu * cos(latitude)
    return flat * cos(longitude), flat * sin(longitude), (1 - e2) * nu * sin(latitude)


def _to_wgs84(point: tuple[float, float, float]) -> tuple[float, float, float]:
    x, y, z = point
    rx, ry, rz = ROTATION
    return (
        SHIFT[0] + x * (1 + SCALE) - y * rz + z * ry,
        SHIFT[1] + x * rz + y * (1 + SCALE) - z * rx,
        SHIFT[2] - x * ry + y * rx + z * (1 + SCALE),
    )


def _to_geodetic(point: tuple[float, float, float]) -> tuple[float, float]:
    x, y, z = point
    a, b = GRS80
    e2 = 1 - (b / a) ** 2
    flat = hypot(x, y)
    latitude, previous = atan2(z, flat * (1 - e2)), pi
    while abs(latitude - previous) > 1e-12:
        previous = latitude
        nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), flat)
    return degrees(latitude), degrees(atan2(y, x))
