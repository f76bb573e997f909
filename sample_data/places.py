"""The invented land: three authorities on an island that is not there, their towns and areas.

The island lies in the North Sea, so that no invented school stands on somebody's roof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from hubdata.register.location import compute_degrees


def _listed(names: str) -> list[str]:
    return names.split(",")


Point = tuple[float, float]

ORIGIN: Point = (540.0, 450.0)
"""Kilometres of the National Grid: the south-western corner of the island."""
KEY_POINTS: dict[str, Point] = {
    "west": (0, 20),
    "north-west": (8, 42),
    "north": (30, 50),
    "north-east": (52, 46),
    "head": (66, 34),
    "east": (70, 18),
    "south-east": (58, 4),
    "south": (38, 0),
    "south-west": (18, 3),
    "middle": (36, 26),
}
OUTLINES: dict[str, tuple[str, ...]] = {
    "991": ("west", "north-west", "north", "north-east", "middle", "south-west"),
    "992": ("north-east", "head", "east", "south-east", "middle"),
    "993": ("middle", "south-east", "south", "south-west"),
}
HALVINGS = 5
"""Each edge is halved so often, each time a little off the line: a coast, not a ruler."""

URBAN = "(England/Wales) Urban city and town"
FRINGE = "(England/Wales) Rural town and fringe"
VILLAGE = "(England/Wales) Rural village"
HAMLET = "(England/Wales) Rural hamlet and isolated dwellings"
RURAL = frozenset({FRINGE, VILLAGE, HAMLET})


@dataclass(frozen=True)
class Authority:
    """A local authority. The codes are used by no real one."""

    code: str
    name: str
    gss_code: str
    postcode_area: str


@dataclass(frozen=True)
class Town:
    """A place with schools; `decile` is the usual one of its areas, 1 most deprived."""

    name: str
    authority: str
    place: Point
    kind: str
    primaries: int
    secondaries: int
    areas: int
    decile: float
    radius: float = 1.6


@dataclass(frozen=True)
class Area:
    """A small area (LSOA) with its deciles."""

    code: str
    name: str
    authority: str
    imd_decile: int
    idaci_decile: int


WENDALE = Authority("991", "Wendale", "E99000001", "WQ")
HARROW_VALE = Authority("992", "Harrow Vale", "E99000002", "HV")
ILDERTON = Authority("993", "Ilderton", "E99000003", "IJ")
AUTHORITIES = (WENDALE, HARROW_VALE, ILDERTON)

TOWNS = (
    Town("Wenford", "991", (20, 28), URBAN, 22, 5, 30, 5.0, 2.6),
    Town("Thornby Cross", "991", (30, 42), URBAN, 11, 3, 14, 4.0, 1.8),
    Town("Skelderby", "991", (8, 24), URBAN, 9, 2, 11, 3.6, 1.5),
    Town("Market Ellering", "991", (14, 38), FRINGE, 5, 2, 6, 6.6),
    Town("Castle Orrin", "991", (38, 36), FRINGE, 5, 2, 6, 7.6),
    Town("Upper Wendle", "991", (24, 18), FRINGE, 4, 2, 5, 7.0),
    Town("Marlstead", "991", (20, 10), FRINGE, 3, 1, 4, 6.2),
    Town("Harrowmouth", "992", (56, 30), URBAN, 30, 8, 44, 4.2, 3.2),
    Town("Copperhithe", "992", (62, 20), URBAN, 15, 4, 22, 2.2, 2.0),
    Town("Kingsbrook", "992", (50, 20), URBAN, 14, 4, 18, 6.6, 2.0),
    Town("Vale Regis", "992", (52, 38), URBAN, 9, 2, 12, 8.2, 1.7),
    Town("Low Marden", "992", (44, 24), FRINGE, 4, 1, 5, 7.2),
    Town("Ilderton", "993", (37, 8), URBAN, 20, 6, 28, 3.6, 2.4),
    Town("Old Quay", "993", (44, 5), URBAN, 8, 2, 11, 2.0, 1.2),
    Town("Seaholme", "993", (28, 6), URBAN, 7, 2, 9, 6.4, 1.4),
)
VILLAGES = {"991": 58, "992": 11, "993": 8}
"""Villages with one primary school each."""

FIRST_PARTS = _listed(
    "Alder,Bramble,Cawd,Dunnis,Eller,Fenni,Garths,Hesk,Ivel,Kettle,Lorn,Marl,Nether,Orrin,Pell,"
    "Quarr,Rusk,Swarth,Tarn,Ulver,Varl,Whin,Yarrow,Cold,Skel,Birk,Hag,Thrush,Oxen,Mickle"
)
LAST_PARTS = _listed("beck,by,combe,dale,den,ford,garth,hurst,ley,mere,moor,stead,thwaite,wold")
"""Parts that village names are made from."""

DISTRICTS = (
    ("E99100001", "North Wendale"),
    ("E99100002", "Mid Wendale"),
    ("E99100003", "South Wendale"),
)
"""Wendale is a county with districts, told apart by how far north a place lies."""


def district_of(authority: Authority, place: Point) -> tuple[str, str]:
    """Code and name of the district; the two cities are one district each."""
    if authority is not WENDALE:
        return authority.gss_code, authority.name
    return DISTRICTS[0 if place[1] > 35 else 1 if place[1] > 21 else 2]


def outline_of(code: str) -> list[Point]:
    """The closed outline of an authority in kilometres from `ORIGIN`; neighbours share edges."""
    corners = [*OUTLINES[code], OUTLINES[code][0]]
    points = [point for edge in pairwise(corners) for point in _edge(*edge)[:-1]]
    return [*points, points[0]]


def to_grid(place: Point) -> tuple[int, int]:
    """Easting and northing in metres of a place in kilometres from `ORIGIN`."""
    return round((ORIGIN[0] + place[0]) * 1000), round((ORIGIN[1] + place[1]) * 1000)


def to_degrees(place: Point) -> Point:
    """Longitude and latitude, as GeoJSON has them."""
    latitude, longitude = compute_degrees(*to_grid(place))
    return round(longitude, 5), round(latitude, 5)


def is_inside(place: Point, outline: list[Point]) -> bool:
    """Whether a place lies inside a closed outline: an odd number of edges lie to its east."""
    x, y = place
    edges = (
        (x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        for (x1, y1), (x2, y2) in pairwise(outline)
        if (y1 > y) != (y2 > y)
    )
    return sum(x < crossing for crossing in edges) % 2 == 1


def build_villages(rng: Random) -> Iterator[Town]:
    """Villages strewn over the countryside of each authority, none within 2 km of a town."""
    names = [first + last for first in FIRST_PARTS for last in LAST_PARTS]
    rng.shuffle(names)
    for code, count in VILLAGES.items():
        outline = outline_of(code)
        towns = [town.place for town in TOWNS]
        for _ in range(count):
            place = next(
                place
                for place in _places_in(outline, rng)
                if all(abs(place[0] - x) + abs(place[1] - y) > 2 for x, y in towns)
            )
            towns.append(place)
            kind = rng.choice((VILLAGE, VILLAGE, HAMLET))
            decile = rng.uniform(4, 9.4)
            yield Town(names.pop(), code, place, kind, 1, 0, 1, decile, 0.4)


def build_areas(towns: list[Town], rng: Random) -> dict[str, list[Area]]:
    """The small areas of each town, by its name."""
    areas: dict[str, list[Area]] = {}
    number = 0
    for town in towns:
        areas[town.name] = []
        for part in range(1, town.areas + 1):
            number += 1
            decile = _decile(rng.gauss(town.decile, 1.9 if town.areas > 1 else 0.5))
            child = _decile(decile + rng.choice((-1, 0, 0, 0, 1)))
            name = f"{town.name} {part:03}" if town.areas > 1 else town.name
            area = Area(f"E{1999000 + number:08}", name, town.authority, decile, child)
            areas[town.name].append(area)
    return areas


def place_near(town: Town, rng: Random) -> Point:
    """A place in or near a town, inside its authority."""
    outline = outline_of(town.authority)
    while True:
        place = (
            town.place[0] + rng.gauss(0, town.radius / 2),
            town.place[1] + rng.gauss(0, town.radius / 2),
        )
        if is_inside(place, outline):
            return place


def _decile(number: float) -> int:
    return max(1, min(10, round(number)))


def _places_in(outline: list[Point], rng: Random) -> Iterator[Point]:
    xs, ys = zip(*outline, strict=True)
    while True:
        place = (rng.uniform(min(xs), max(xs)), rng.uniform(min(ys), max(ys)))
        if is_inside(place, outline):
            yield place


def _edge(start: str, end: str) -> list[Point]:
    """The line between two key points; the same line, reversed, from the other side."""
    first, last = sorted((start, end))
    rng = Random(f"{first}-{last}")
    points = [KEY_POINTS[first], KEY_POINTS[last]]
    for halving in range(HALVINGS):
        points = list(_halve(points, rng, wobble=0.22 * 0.85**halving))
    return points if start == first else points[::-1]


def _halve(points: list[Point], rng: Random, *, wobble: float) -> Iterator[Point]:
    yield points[0]
    for (x1, y1), (x2, y2) in pairwise(points):
        off = rng.uniform(-wobble, wobble)
        yield (x1 + x2) / 2 + (y2 - y1) * off, (y1 + y2) / 2 - (x2 - x1) * off
        yield x2, y2
