"""Rolls from the DfE school census."""

from __future__ import annotations

import pytest

from hubdata.register import read_census
from hubdata.vocabulary import YearGroup
from tests.register.made_files import CENSUS_HEADINGS, PARTS, census_file

NURSERY = "Number of nursery pupils (years N1 and N2)"
EARLY = "Number of early year pupils (years E1 and E2)"
RECEPTION = "Number of reception pupils (year R)"


def test_a_year_group_is_the_sum_of_girls_and_boys_part_time_and_full_time() -> None:
    counts = {f"{part} Year group 4": str(10**place) for place, part in enumerate(PARTS)}
    roll = read_census("x", census_file({"urn": "900001", **counts})).records[0]
    assert roll.year_groups[YearGroup.Y4] == 1111
    assert roll.year_groups[YearGroup.Y3] == 0
    assert set(roll.year_groups) == set(YearGroup)


def test_female_and_male_are_the_later_words_of_the_same_columns() -> None:
    content = census_file({"urn": "900001", "Full time girls Year group 1": "7"})
    later = content.replace(b"time girls", b"time female").replace(b"time boys", b"time male")
    assert read_census("x", later).records[0].year_groups[YearGroup.Y1] == 7


def test_early_years_are_early_nursery_and_reception_together() -> None:
    row = {"urn": "900001", EARLY: "2", NURSERY: "20", RECEPTION: "300"}
    assert read_census("x", census_file(row)).records[0].roll_eyfs == 322


@pytest.mark.parametrize("symbol", ["z", "x", "c", ""])
def test_a_number_not_published_is_not_known_and_not_zero(symbol: str) -> None:
    row = {"urn": "900001", NURSERY: symbol, "Part time boys Year group 2": symbol}
    found = read_census("x", census_file(row))
    roll = found.records[0]
    assert (roll.nursery, roll.roll_eyfs, roll.year_groups[YearGroup.Y2]) == (None, None, None)
    assert roll.reception == 0
    assert found.issues == ()


def test_free_meals_are_those_eligible_not_those_of_performance_tables() -> None:
    meals = "number of pupils known to be eligible for free school meals"
    row = {"urn": "900001", meals: "41", f"{meals} (Performance Tables)": "39"}
    assert read_census("x", census_file(row)).records[0].fsm_pupils == 41


def test_totals_of_areas_and_other_authorities_are_left() -> None:
    content = census_file(
        {"urn": "900001"},
        {"urn": "900002", "old_la_code": "992"},
        {"urn": "", "geographic_level": "National"},
    )
    assert [roll.urn for roll in read_census("x", content, la_codes={"991"}).records] == [900001]
    assert read_census("x", content).issues == ()


def test_a_census_of_two_years_keeps_both() -> None:
    content = census_file({"urn": "900001"}, {"urn": "900001", "time_period": "202324"})
    assert [roll.year for roll in read_census("x", content).records] == [202223, 202324]


def test_a_year_that_is_none_costs_the_row() -> None:
    found = read_census("x", census_file({"urn": "900001", "time_period": "202225"}))
    assert found.records == ()
    assert found.issues[0].what == (
        'under time_period, "202225" is not an academic year. The row is left out.'
    )


def test_a_file_without_year_groups_still_gives_the_stages() -> None:
    kept = [heading for heading in CENSUS_HEADINGS if " time " not in heading]
    content = ",".join(kept) + "\n"
    row = ["900001", "202324", "School", "991", "Ash", "1", "2", "3", "44", "50", "6", "6"]
    found = read_census("x", (content + ",".join(row) + "\n").encode())
    assert found.layout == "without year groups"
    assert (found.records[0].ks1, found.records[0].headcount) == (44, 50)
    assert found.records[0].year_groups == {}
