"""The ground of the map: what is drawn where, and what is left out."""

from hubdata.register.boundaries import Boundary
from hubdata.register.schools import School
from hubdata.services.reach.ground import WIDTH, build_ground

SQUARE = [[0.0, 53.0], [1.0, 53.0], [1.0, 54.0], [0.0, 54.0], [0.0, 53.0]]


def square(code: str = "E1", ring: object = SQUARE) -> Boundary:
    return Boundary(code, "Northmere", {"type": "Polygon", "coordinates": [ring]})


def school(urn: int, latitude: float | None, longitude: float | None) -> School:
    return School(urn=urn, la_code="991", name="A", latitude=latitude, longitude=longitude)


def test_north_is_at_the_top_and_west_at_the_left() -> None:
    ground = build_ground([square()], [school(1, 53.9, 0.1), school(2, 53.1, 0.9)])
    (x1, y1), (x2, y2) = ground.points["1"], ground.points["2"]
    assert x1 < x2
    assert y1 < y2
    assert all(0 <= x <= WIDTH and 0 <= y <= ground.height for x, y in ground.points.values())


def test_a_degree_east_is_shorter_than_a_degree_north() -> None:
    [outline] = build_ground([square()], []).outlines
    xs, ys = zip(*outline.rings[0], strict=True)
    assert 0.58 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 0.61  # the cosine of 53.5 degrees


def test_a_school_without_a_place_has_no_point() -> None:
    ground = build_ground([square()], [school(1, None, None)])
    assert ground.points == {}


def test_without_boundaries_the_schools_themselves_fill_the_map() -> None:
    ground = build_ground([], [school(1, 53.0, 0.0), school(2, 54.0, 1.0)])
    assert ground.outlines == ()
    assert len(ground.points) == 2
    assert ground.height > 100


def test_without_anything_there_is_an_empty_ground() -> None:
    ground = build_ground([], [])
    assert (ground.outlines, ground.points) == ((), {})


def test_a_coast_of_thousands_of_points_keeps_those_that_can_be_seen() -> None:
    edge = [[place / 20_000, 53.0] for place in range(20_001)]
    [outline] = build_ground(
        [square(ring=[*edge, [1.0, 54.0], [0.0, 54.0], [0.0, 53.0]])], []
    ).outlines
    assert len(outline.rings[0]) < 600


def test_specks_of_islands_are_left_out_and_the_label_stands_on_the_mainland() -> None:
    speck = [[3.0, 53.0], [3.0001, 53.0], [3.0, 53.0001], [3.0, 53.0]]
    both = {"type": "MultiPolygon", "coordinates": [[speck], [SQUARE]]}
    [outline] = build_ground([Boundary("E1", "Northmere", both)], []).outlines
    assert len(outline.rings) == 1
    assert outline.label[0] < WIDTH / 2
