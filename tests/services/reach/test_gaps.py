"""Who takes part less than their share, by the KPIs' own rates."""

import pytest

from hubdata.services.reach.gaps import Gap, build_gaps, load_gaps
from hubdata.services.results.scorecards import load_standing
from tests.pages.reach_hub import SUMMER, load_reach_hub
from tests.services.made_results import share


def gap_of(gaps: tuple[Gap, ...], kpi_id: str) -> Gap:
    return next(gap for gap in gaps if gap.kpi_id == kpi_id)


@pytest.mark.parametrize("la_code", [None, "992"])
def test_the_gaps_are_those_of_the_scorecard(hub_store: str, la_code: str | None) -> None:
    load_reach_hub()
    gaps = load_gaps(SUMMER, la_code=la_code)
    assert gaps == build_gaps(load_standing(SUMMER).of(la_code).results)
    small = gap_of(gaps, "I36")
    assert (small.rate, small.rate_of) == (0, "0 of 1 of them engaged")
    assert small.index == 0


def test_an_index_is_one_rate_over_the_other_with_what_both_are_of() -> None:
    special = gap_of(build_gaps([share("I33", 4, 8), share("S01", 80, 100)]), "I33")
    assert (special.index, special.rate, special.base_rate) == (0.625, 50, 80)
    assert special.rate_of == "4 of 8 of them engaged"
    assert special.base_of == "80 of 100 schools engaged"


def test_what_nothing_is_known_of_has_no_index() -> None:
    assert build_gaps([]) == ()
    assert build_gaps([share("I33", 0, 8)]) == ()
