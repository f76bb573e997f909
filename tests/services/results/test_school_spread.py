"""Which schools are above and below: reckoned as the KPI is, never from few pupils or none told."""

import pytest

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.language.figures import Computed
from hubdata.kpis.reading.explain import (
    NOT_RETURNED,
    Contribution,
    Exclusion,
    ExplainedFigure,
    ExplainedFormula,
    Explanation,
)
from hubdata.services.results.explaining import explain_kpi
from hubdata.services.results.school_spread import (
    LEAST_COUNTED,
    SchoolSpread,
    can_compare_schools,
    find_school_spread,
)
from tests.pages.standing_hub import LOST, SUMMER, load_standing_hub

TAUGHT = {"1": 50, "2": 0, "3": 60, "4": 9, "P01": 30}
ON_ROLL = {"1": 100, "2": 200, "3": 300, "4": LEAST_COUNTED - 1, "5": 400, "P01": 30}


def spread_of(taught: dict[str, int], on_roll: dict[str, int]) -> SchoolSpread | None:
    """Of pupils taught of those on roll; school 5 did not return."""

    def figure(role: str, amounts: dict[str, int]) -> ExplainedFigure:
        told = [Contribution(one, f"School {one}", n, ()) for one, n in amounts.items()]
        return ExplainedFigure(role, role, sum(amounts.values()), tuple(told))

    upper, lower = sum(taught.values()), sum(on_roll.values())
    headline = ExplainedFormula(
        "",
        Computed(100 * upper / lower if lower else None, upper, lower),
        (figure("numerator", taught), figure("denominator", on_roll)),
        (Exclusion("5", "School 5", NOT_RETURNED, in_denominator=True),),
    )
    return find_school_spread(Explanation(kpi_named("S05"), SUMMER, None, None, headline, ()))


def test_each_school_is_reckoned_as_the_kpi_is_and_the_farthest_stands_first() -> None:
    spread = spread_of(TAUGHT, ON_ROLL)
    assert spread is not None
    assert [(one.owner, one.value) for one in spread.above] == [("1", 50), ("3", 20)]
    assert [(one.owner, one.value) for one in spread.below] == [("2", 0)]
    assert spread.is_share_of_schools is False


def test_a_small_school_and_one_that_told_nothing_are_left_out_and_counted() -> None:
    spread = spread_of(TAUGHT, ON_ROLL)
    assert spread is not None
    assert (spread.too_small, spread.not_known) == (1, 1)
    assert {"4", "5", "P01"}.isdisjoint(one.owner for one in (*spread.above, *spread.below))


def test_nothing_is_compared_where_the_value_is_not_known() -> None:
    assert spread_of({}, {}) is None


def test_of_a_share_of_schools_those_that_count_are_told_from_those_that_do_not(
    hub_store: str,
) -> None:
    load_standing_hub()
    spread = find_school_spread(explain_kpi("S01", SUMMER).explanation)
    assert spread is not None
    assert spread.is_share_of_schools
    assert [int(one.owner) for one in spread.below] == list(LOST)
    assert (len(spread.above), spread.not_known, spread.too_small) == (6, 1, 0)


@pytest.mark.parametrize("kpi_id", ["S01", "S05", "S10", "I31", "M23"])
def test_a_rate_of_schools_is_compared(kpi_id: str) -> None:
    assert can_compare_schools(kpi_named(kpi_id))


@pytest.mark.parametrize("kpi_id", ["M26", "P17", "P19", "I35", "U39"])
def test_a_number_of_things_and_a_rate_of_others_is_not(kpi_id: str) -> None:
    assert not can_compare_schools(kpi_named(kpi_id))
