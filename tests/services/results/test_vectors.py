"""Published figures recomputed by the product's own functions: T1 to T14, as hubs and the funder
printed them, right and wrong."""

from typing import Any

import pytest

from hubdata import wording
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.growth import compute_growth
from hubdata.kpis.language.figures import Computed, compute
from hubdata.kpis.language.kpi import Example
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.examples import AUTUMN, SUMMER, YEAR, hub, moment_of, row, rows_of, school
from hubdata.services.results.kpi_words import explain_growth

CLASS = {"class_id": "4A", "year_group": "4", "hub_supported": True, "weeks_delivered": 12}


def computed(kpi_id: str, base: Any, rows: Any, *, part: str = "") -> Computed:
    """A KPI, or a part of it, of some rows, as the scorecard has it."""
    kpi = CATALOGUE[kpi_id]
    example = Example("", base, rows, 0, 0)
    asked = {"moment": moment_of(example), "policy": Policy()}
    found = evaluate([kpi], [base], rows_of(example), **asked)[base.period, None]
    formulas = {"": kpi.headline} | {one.name: one.formula for one in kpi.parts}
    return compute(formulas[part], found)


def taught(*pupils: int, first_time: int | None = None) -> Computed:
    """Whole-class pupils of some schools."""
    base = hub(AUTUMN, *(school(n, roll=5_000_000) for n in range(len(pupils))))
    rows = {"whole_class": tuple(row(n, AUTUMN, pupils=p, **CLASS) for n, p in enumerate(pupils))}
    if first_time is not None:
        rows["whole_class"][0]["pupils_first_time"] = first_time
        return computed("S05", base, rows, part="First time")
    return computed("S05", base, rows)


@pytest.mark.parametrize(
    ("parts", "total"),
    [((531_422, 52_361), 583_783), ((947_053, 311_099), 1_258_152)],
    ids=["T1", "T12"],
)
def test_pupils_of_two_reports_add_up(parts: tuple[int, ...], total: int) -> None:
    assert taught(*parts).numerator == total


@pytest.mark.parametrize(
    ("old", "new", "percent", "said"),
    [
        pytest.param(596_820, 711_241, 19.17, "+19.2% (+114,421 pupils)", id="T2"),
        pytest.param(14_866, 16_809, 13.07, "+13.1% (+1,943 pupils)", id="T6"),
        pytest.param(7_986, 8_729, 9.30, "+9.3% (+743 pupils)", id="T9"),
        pytest.param(377, 667, 76.92, "+76.9% (+290 pupils)", id="T10"),
        pytest.param(7_775, 10_407, 33.85, "+33.9% (+2,632 pupils)", id="T11"),
    ],
)
def test_growth_divides_by_the_old_value(old: int, new: int, percent: float, said: str) -> None:
    growth = compute_growth(old, new)
    assert growth.percent == pytest.approx(percent, abs=0.005)
    assert growth.change == new - old
    assert explain_growth(old, new, "pupils") == said


def test_growth_from_a_tiny_base_is_told_as_a_number() -> None:
    assert explain_growth(4, 7, "pupils") == "+3 pupils"
    assert explain_growth(0, 1, "pupils") == "+1 pupil"
    assert explain_growth(12, 9, "schools") == "−3 schools"
    assert explain_growth(21, 21, "partners") == "no change"
    assert explain_growth(20, 25, "schools") == "+25.0% (+5 schools)"


def continuation(prior: int) -> float:
    """Of a hub that teaches 583,783 pupils this year, with last year's cohort as told."""
    rows = {
        "continuation": (
            row(1, SUMMER, prior_whole_class_pupils=prior, prior_still_learning=166_529),
        ),
        "whole_class": (row(1, SUMMER, pupils=583_783, **CLASS),),
    }
    return float(computed("M22", hub(YEAR, school(1)), rows).value or 0)


def test_continuation_is_measured_against_last_years_cohort() -> None:
    assert continuation(531_422) == pytest.approx(31.34, abs=0.005)  # T3


def test_only_a_wrong_cohort_gives_the_common_wrong_answer() -> None:
    assert continuation(583_783) == pytest.approx(28.53, abs=0.005)  # T4
    assert continuation(531_422) != pytest.approx(28.53, abs=0.005)


def test_first_time_learners_are_a_share_of_those_taught() -> None:
    part, whole = taught(531_422, first_time=437_975), taught(531_422)
    assert 100 * part.numerator / whole.numerator == pytest.approx(82.42, abs=0.005)  # T5


WILTSHIRE = {"S01": (220, 92.44, "92%"), "S02": (196, 82.35, "82%"), "S04": (139, 58.40, "58%")}


@pytest.mark.parametrize("kpi_id", WILTSHIRE)
def test_shares_of_schools_come_out_as_published(kpi_id: str) -> None:
    schools, percent, said = WILTSHIRE[kpi_id]  # T7
    base = hub(AUTUMN, *(school(n) for n in range(238)))
    rows = {
        "support": tuple(
            row(n, AUTUMN, strand_singing=n < 220, strand_live=n < 196) for n in range(238)
        ),
        "whole_class": tuple(row(n, AUTUMN, pupils=1, **CLASS) for n in range(139)),
    }
    found = computed(kpi_id, base, rows)
    assert (found.numerator, found.denominator) == (schools, 238)
    assert found.value == pytest.approx(percent, abs=0.005)
    assert wording.explain_value(found.value, "%") == said


def test_a_share_is_rounded_not_cut_off() -> None:
    base = hub(AUTUMN, *(school(n) for n in range(238)))
    rows = {"support": tuple(row(n, AUTUMN, strand_plan=n < 187) for n in range(238))}
    found = computed("S43", base, rows)
    assert found.value == pytest.approx(78.57, abs=0.005)
    assert wording.explain_value(found.value, "%") == "79%"  # T8: 78 was published


def test_the_freelance_share_of_the_national_workforce() -> None:
    told = {"permanent": 6_588, "contract": 1_665, "freelance": 3_104}
    rows = {
        "workforce": tuple(
            row("hub", AUTUMN, contract_type=kind, role="teaching", headcount=people)
            for kind, people in told.items()
        )
    }
    found = computed("U40c", hub(AUTUMN), rows)
    assert found.value == pytest.approx(27.33, abs=0.005)  # T13


def test_leverage_is_told_to_one() -> None:
    rows = {
        "income": (
            row("hub", AUTUMN, income_source="DfE hub revenue", actual=14_000.0),
            row("hub", AUTUMN, income_source="trusts and foundations", actual=68_000.0),
        )
    }
    found = computed("U38", hub(AUTUMN), rows)
    assert found.value == pytest.approx(4.857, abs=0.001)  # T14
    assert wording.explain_value(float(found.value or 0), "ratio") == "4.9 : 1"
