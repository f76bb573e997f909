"""The ground of a map: outlines of the hub's areas and the places of its schools, laid out flat.

Degrees become units of a drawing `WIDTH` wide, north at the top; outlines keep no more points than
can be seen. Nothing is fetched: outlines come from the boundaries that were loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

from hubdata.register.boundaries import Boundary
from hubdata.register.location import location_of
from hubdata.register.schools import School
from hubdata.store.engine import reading
from hubdata.store.registers import register as stored

WIDTH = 640.0
TALLEST = 760.0
MARGIN = 16.0
FINEST = 1.2
"""Points of an outline nearer to each other than this are drawn as one."""
SPECK = 2.5
"""Islands narrower than this are left out."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """An area: its ONS code, its name, rings of points, and a place for its label."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]
    label: Point


@dataclass(frozen=True)
class Ground:
    """What a map is drawn on. `areas_of` gives for each URN the codes of the areas it may lie in
    (district and authority); `points` have those schools whose place is known."""

    height: float
    outlines: tuple[Outline, ...]
    points: Mapping[str, Point]
    areas_of: Mapping[str, tuple[str, ...]]


def load_ground() -> Ground:
    """The ground as the register has it now; without boundaries it has no outlines, and without
    coordinates no points."""
    with reading() as session:
        boundaries = stored.load_boundaries(session)
        schools = stored.load_schools(session).schools.values()
    return build_ground(boundaries, schools)


def build_ground(boundaries: Sequence[Boundary], schools: Iterable[School]) -> Ground:
    """The same from values."""
    some = list(schools)
    degrees = {str(one.urn): place for one in some if (place := location_of(one))}
    known = {school: (lon, lat) for school, (lat, lon) in degrees.items()}
    rings = {area.code: list(_rings_of(area.geometry)) for area in boundaries}
    seen = [point for area in rings.values() for ring in area for point in ring]
    lay, height = _layout(seen or list(known.values()))
    outlines = (_outline(area, rings[area.code], lay) for area in boundaries)
    return Ground(
        height=height,
        outlines=tuple(outline for outline in outlines if outline.rings),
        points={urn: lay(*place) for urn, place in known.items()},
        areas_of={
            str(one.urn): tuple(filter(None, (one.district_code, one.gss_la_code))) for one in some
        },
    )


class _Lay:
    """From degrees to the drawing: distances are true in the middle of the map."""

    def __init__(self, west: float, north: float, *, stretch: float, scale: float) -> None:
        self.west, self.north = west, north
        self.stretch, self.scale = stretch, scale

    def __call__(self, longitude: float, latitude: float) -> Point:
        x = MARGIN + (longitude - self.west) * self.stretch * self.scale
        y = MARGIN + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)


def _layout(points: Sequence[Point]) -> tuple[_Lay, float]:
    if not points:
        return _Lay(0, 0, stretch=1, scale=1), 2 * MARGIN
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    stretch = cos(radians((south + north) / 2))
    wide, high = (east - west) * stretch or 1e-6, (north - south) or 1e-6
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / high)
    spare = (WIDTH - 2 * MARGIN - wide * scale) / 2
    lay = _Lay(west - spare / (stretch * scale), north, stretch=stretch, scale=scale)
    return lay, round(high * scale + 2 * MARGIN, 1)


def _rings_of(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """The outer rings of a Polygon or MultiPolygon; lakes are not drawn."""
    shape = geometry["coordinates"]
    for polygon in [shape] if geometry["type"] == "Polygon" else shape:
        yield [(float(point[0]), float(point[1])) for point in polygon[0]]


def _outline(area: Boundary, rings: Iterable[Sequence[Point]], lay: _Lay) -> Outline:
    drawn = [_thin([lay(*point) for point in ring]) for ring in rings]
    kept = [ring for ring in drawn if len(ring) > 3 and _breadth(ring) > SPECK]
    largest = max(kept, key=lambda ring: abs(_area_of(ring)), default=())
    return Outline(area.code, area.name, tuple(map(tuple, kept)), _middle(largest))


def _thin(ring: Sequence[Point]) -> list[Point]:
    kept = [ring[0]]
    for point in ring[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= FINEST:
            kept.append(point)
    return [*kept, ring[-1]]


def _breadth(ring: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _area_of(ring: Sequence[Point]) -> float:
    """Twice the signed area inside a closed ring."""
    edges = zip(ring, [*ring[1:], ring[0]], strict=True)
    double: float = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges)
    return double


def _middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring."""
    double = _area_of(ring) if ring else 0.0
    if not double:
        return (WIDTH / 2, MARGIN)
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in edges) / (3 * double)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in edges) / (3 * double)
    return round(x, 1), round(y, 1)
