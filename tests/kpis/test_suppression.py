"""What may not be told: each number of the rule at its boundary, and that nothing that is hidden
can be worked out from what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.suppression import (
    LARGEST_SMALL,
    LEAST_BASE,
    LEAST_CONTRIBUTORS,
    ORGANISATIONS_AND_THINGS,
    Counted,
    Rule,
    Why,
    find_primary,
    find_suppressed,
)

RULE = Rule()


@pytest.mark.parametrize(
    ("upper", "lower", "said"),
    [
        (0, None, None),
        (1, None, Why.SMALL_COUNT),
        (LARGEST_SMALL, None, Why.SMALL_COUNT),
        (LARGEST_SMALL + 1, None, None),
        (None, 50, None),
        (LARGEST_SMALL, 50, Why.SMALL_COUNT),
        (LARGEST_SMALL + 1, 50, None),
        (5, LEAST_BASE - 1, Why.SMALL_BASE),
        (5, LEAST_BASE, None),
        (50 - LARGEST_SMALL, 50, Why.SMALL_COUNT),
        (50 - LARGEST_SMALL - 1, 50, None),
        (0, 50, Why.EXTREME),
        (50, 50, Why.EXTREME),
    ],
)
def test_pupils_are_not_told_where_they_are_few(
    upper: int | None, lower: int | None, said: Why | None
) -> None:
    assert find_primary(Counted(upper, lower), counted="pupils", rule=RULE) is said


@pytest.mark.parametrize(("upper", "lower"), [(3, None), (2, 3), (60, 62), (12, 12), (0, 40)])
def test_numbers_of_schools_are_told(upper: int, lower: int | None) -> None:
    figure = Counted(upper, lower, contributors=40)
    assert find_primary(figure, counted="schools", rule=RULE) is None


def test_a_hub_may_protect_organisations_too() -> None:
    strict = Rule(protects_organisations=True)
    assert find_primary(Counted(3), counted="schools", rule=strict) is Why.SMALL_COUNT


def test_a_hub_may_tell_zero_and_all() -> None:
    open_rule = Rule(protects_extremes=False)
    assert find_primary(Counted(50, 50), counted="pupils", rule=open_rule) is None


@pytest.mark.parametrize("counted", ["pupils", "schools", "pounds"])
def test_what_too_few_told_is_not_told_whatever_it_counts(counted: str) -> None:
    few = Counted(300, 900, contributors=LEAST_CONTRIBUTORS - 1)
    enough = Counted(300, 900, contributors=LEAST_CONTRIBUTORS)
    assert find_primary(few, counted=counted, rule=RULE) is Why.FEW_CONTRIBUTORS
    assert find_primary(enough, counted=counted, rule=RULE) is None


def test_what_a_hub_counts_itself_is_taken_to_be_people() -> None:
    assert RULE.is_about("singers")


def test_every_noun_of_the_catalogue_is_people_or_known_not_to_be() -> None:
    people = {"enrolments", "memberships", "people", "places", "pupils", "young people"}
    assert {kpi.counted for kpi in CATALOGUE.values()} <= people | ORGANISATIONS_AND_THINGS


def test_one_hidden_part_takes_the_smallest_other_with_it() -> None:
    parts = {"North": Counted(3), "South": Counted(40), "West": Counted(20)}
    found = find_suppressed(parts, total=Counted(63), counted="pupils", rule=RULE)
    assert found == {"North": Why.SMALL_COUNT, "West": Why.SECONDARY}


def test_without_a_total_nothing_can_be_taken_away_from_it() -> None:
    parts = {"North": Counted(3), "South": Counted(40)}
    found = find_suppressed(parts, total=None, counted="pupils", rule=RULE)
    assert found == {"North": Why.SMALL_COUNT}


def test_two_hidden_parts_hide_each_other() -> None:
    parts = {"North": Counted(3), "South": Counted(2), "West": Counted(20)}
    found = find_suppressed(parts, total=Counted(25), counted="pupils", rule=RULE)
    assert set(found) == {"North", "South"}


def test_pupils_in_no_part_are_not_told_by_taking_the_parts_away() -> None:
    parts = {"North": Counted(30), "South": Counted(40)}
    found = find_suppressed(parts, total=Counted(72), counted="pupils", rule=RULE)
    assert found == {"North": Why.SECONDARY}


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6), st.integers(0, 8))
def test_no_small_count_can_be_worked_out(numbers: list[int], elsewhere: int) -> None:
    """Whatever is hidden, or in no part, is not the total less what is shown, alone."""
    parts = {str(at): Counted(number) for at, number in enumerate(numbers)}
    total = Counted(sum(numbers) + elsewhere)
    found = find_suppressed(parts, total=total, counted="pupils", rule=RULE)
    hidden = [parts[name].numerator or 0 for name in found] + ([elsewhere] if elsewhere else [])
    if len(hidden) == 1:
        assert hidden[0] == 0 or hidden[0] > LARGEST_SMALL
