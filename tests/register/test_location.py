"""Places in degrees from the National Grid."""

from __future__ import annotations

import pytest

from hubdata.register import School, compute_degrees, location_of


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        # The worked example of Ordnance Survey's guide, carried over to WGS84.
        (651409.903, 313177.270, 52.657977, 1.716038),
        # The Royal Observatory's transit circle lies about 102 m west of the WGS84 meridian.
        (538882.0, 177321.0, 51.47782, -0.00148),
    ],
)
def test_a_grid_reference_gives_the_published_degrees(
    easting: float, northing: float, latitude: float, longitude: float
) -> None:
    found = compute_degrees(easting, northing)
    assert found == pytest.approx((latitude, longitude), abs=1e-4)


def test_degrees_the_register_gives_go_first_and_no_place_is_no_place() -> None:
    school = School(urn=900001, la_code="991", name="Ash", latitude=51.0, longitude=-1.0)
    assert location_of(school) == (51.0, -1.0)
    assert location_of(School(urn=900001, la_code="991", name="Ash")) is None
