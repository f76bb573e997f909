"""What each pupil reached costs: the two figures between which it lies, worked out by hand."""

import pytest

from hubdata.kpis.catalogue import kpi_named
from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.reach.cost import (
    CostPerPupil,
    compute_cost_per_pupil,
    explain_cost,
    title_of_cost,
)
from hubdata.services.reach.histories import load_histories
from hubdata.services.results.scorecards import load_results_of
from tests.pages.standing_hub import SUMMER, load_standing_hub
from tests.pages.takes_hub import EXPENDITURE, accept_return, load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
SPENT = sum(float(row["actual"]) for row in EXPENDITURE)  # type: ignore[arg-type]
TUITION, BAND = 25, 20
CLASS = {"class_id": "4A", "year_group": "4", "hub_supported": True, "pupils": 30}
CLASS |= {"weeks_delivered": 11}


def cost_of(period: Period) -> CostPerPupil | None:
    [result] = load_results_of([kpi_named("U40a")], [period])
    return compute_cost_per_pupil(result, load_histories(period))


def test_it_lies_between_nobody_twice_and_everybody_in_the_fullest_activity() -> None:
    load_takes_hub()
    accept_return(SCHOOL_RETURN, "900002", SUMMER, {"Whole class": (CLASS,)})
    accept_return(SCHOOL_RETURN, "900001", SUMMER, {"Whole class": (CLASS | {"pupils": 28},)})
    enrolments = TUITION + BAND + 30 + 28
    fullest = 28 + 30  # of the first school its class, not its 25 in tuition
    cost = cost_of(SUMMER)
    assert cost is not None
    assert cost.least == pytest.approx(SPENT / enrolments)
    assert cost.most == pytest.approx(SPENT / fullest)
    assert title_of_cost(cost, SUMMER) == "Each pupil reached cost £612 to £1,086 in summer 2025/26"
    assert "nobody takes part in two activities" in explain_cost(cost)


def test_a_year_goes_by_the_fullest_term() -> None:
    load_takes_hub()  # the same tuition and band in two terms, and twice the money
    year = cost_of(Period(SUMMER.year))
    assert year is not None
    assert year.least == pytest.approx(2 * SPENT / (TUITION + BAND))
    assert year.most == pytest.approx(2 * SPENT / TUITION)


def test_without_money_or_pupils_it_is_not_known() -> None:
    load_standing_hub()
    assert cost_of(SUMMER) is None
    assert title_of_cost(None, SUMMER) == (
        "What each pupil reached cost in summer 2025/26 is not known"
    )
    assert explain_cost(None).startswith("It takes what was spent")
