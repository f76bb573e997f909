"""Who is above and below: only parts that can be compared, the farthest first."""

import pytest

from hubdata.services.results.scorecards import KpiResult, load_split, load_standing
from hubdata.services.results.spread import explain_part, find_spread
from tests.pages.standing_hub import SUMMER, load_standing_hub


@pytest.fixture
def whole(hub_store: str) -> KpiResult:
    load_standing_hub()
    lines = load_standing(SUMMER).whole.lines
    return next(line.now for line in lines if line.kpi.id == "S01")


def test_parts_stand_on_the_side_they_are_on(whole: KpiResult) -> None:
    parts = load_split("S01", [SUMMER], split="local_authority")
    spread = find_spread(parts, whole)
    assert spread is not None
    assert [one.part_of_split for one in spread.above] == ["991"]
    assert [one.part_of_split for one in spread.below] == ["992"]
    assert [explain_part(one, whole) for one in (*spread.above, *spread.below)] == [
        "100% (+40 pts)",
        "20% (−40 pts)",
    ]
    assert spread.left_out == 0


def test_a_part_of_few_schools_is_left_out_and_that_is_said(whole: KpiResult) -> None:
    spread = find_spread(load_split("S01", [SUMMER], split="phase"), whole)
    assert spread is not None
    named = {one.part_of_split for one in (*spread.above, *spread.below)}
    assert named == {"Primary"}  # of the two secondary schools one more would be half of them
    assert spread.left_out == 1


def test_a_number_of_things_is_not_held_against_the_whole(whole: KpiResult) -> None:
    parts = load_split("M26", [SUMMER], split="local_authority")
    of_all = next(one.now for one in load_standing(SUMMER).whole.lines if one.kpi.id == "M26")
    assert find_spread(parts, of_all) is None
