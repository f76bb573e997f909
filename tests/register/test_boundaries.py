"""Boundaries: which areas, under which property names, in degrees."""

from __future__ import annotations

import gzip
import json

import pytest

from hubdata.errors import UnreadableFile
from hubdata.register import UnknownRegisterFile, read_boundaries
from tests.register.made_files import geojson_file

TWO = geojson_file(("E10000099", "Northmere"), ("E06000099", "Easthaven"))


def test_areas_are_chosen_by_code_or_by_name() -> None:
    assert [area.code for area in read_boundaries("x", TWO, wanted={"northmere"}).records] == [
        "E10000099"
    ]
    assert [area.name for area in read_boundaries("x", TWO, wanted={"E06000099"}).records] == [
        "Easthaven"
    ]
    assert len(read_boundaries("x", gzip.compress(TWO)).records) == 2


@pytest.mark.parametrize("names", [(b"LAD24CD", b"LAD24NM"), (b"ctyua22cd", b"ctyua22nm")])
def test_property_names_of_other_years_are_found(names: tuple[bytes, bytes]) -> None:
    content = TWO.replace(b"UTLA23CD", names[0]).replace(b"UTLA23NM", names[1])
    assert read_boundaries("x", content).records[1].name == "Easthaven"


def test_outlines_in_metres_are_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFile, match="choose WGS84"):
        read_boundaries("x", geojson_file(("E1", "Northmere"), corner=(294145.0, 91451.0)))


def test_areas_without_code_and_name_are_refused() -> None:
    with pytest.raises(UnknownRegisterFile, match="LAD24CD"):
        read_boundaries("x", TWO.replace(b"UTLA23NM", b"title"))


def test_an_area_without_an_outline_is_noted() -> None:
    found = json.loads(TWO)
    found["features"][0]["geometry"] = None
    boundaries = read_boundaries("x", json.dumps(found).encode())
    assert [area.name for area in boundaries.records] == ["Easthaven"]
    assert boundaries.issues[0].row == 1


@pytest.mark.parametrize("content", [TWO[:-20], b'{"type": "FeatureCollection", "features": []}'])
def test_a_damaged_or_empty_file_says_download_again(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Download it again"):
        read_boundaries("x", content)


def test_a_table_is_no_map() -> None:
    with pytest.raises(UnknownRegisterFile, match="holds no boundaries"):
        read_boundaries("x", b"URN\n900001\n")
