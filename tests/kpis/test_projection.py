"""Where a year is likely to end, by how the same KPI moved on in past years."""

from dataclasses import replace

import pytest

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.judging.breaks import SeriesBreak
from hubdata.kpis.judging.projection import (
    Likelihood,
    compute_projection,
    find_movements,
    judge_projection,
)
from hubdata.kpis.judging.results import KpiResult
from hubdata.periods import Period
from hubdata.services.results.outlook import explain_outlook
from tests.services.made_results import result, share

NOW = Period.parse(202627, "spring")


def spring(year: int, value: int, *, kpi_id: str = "S01", **more) -> KpiResult:
    return share(kpi_id, value, period=Period.parse(year, "spring"), **more)


def whole(year: int, value: int, *, kpi_id: str = "S01", **more) -> KpiResult:
    return share(kpi_id, value, period=Period.parse(year), **more)


PAST = (spring(202425, 70), whole(202425, 74), spring(202526, 75), whole(202526, 77))


def project(now: KpiResult, *past: KpiResult):
    terms = [one for one in past if not one.period.is_year]
    return compute_projection(
        now, find_movements(now, terms, [one for one in past if one.period.is_year])
    )


def test_the_movements_of_past_years_give_the_range() -> None:
    found = project(spring(202627, 80), *PAST)
    assert found is not None
    assert (found.low, found.middle, found.high) == (82, 83, 84)
    assert [one.year.label for one in found.movements] == ["2024/25", "2025/26"]


def test_a_share_never_goes_beyond_all_of_them() -> None:
    found = project(spring(202627, 98), *PAST)
    assert found is not None
    assert (found.low, found.middle, found.high) == (100, 100, 100)


def test_numbers_of_things_move_on_in_proportion() -> None:
    past = [
        spring(202425, 100, kpi_id="M26"),
        whole(202425, 120, kpi_id="M26"),
        spring(202526, 200, kpi_id="M26"),
        whole(202526, 220, kpi_id="M26"),
    ]
    found = project(spring(202627, 300, kpi_id="M26"), *past)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(330), pytest.approx(360))


def test_no_proportion_is_taken_of_a_tiny_number() -> None:
    past = [
        spring(202425, 4, kpi_id="M26"),
        whole(202425, 7, kpi_id="M26"),
        spring(202526, 30, kpi_id="M26"),
        whole(202526, 36, kpi_id="M26"),
    ]
    assert project(spring(202627, 40, kpi_id="M26"), *past) is None


def test_one_past_year_is_too_little_and_so_is_a_provisional_value() -> None:
    assert project(spring(202627, 80), *PAST[:2]) is None
    assert project(spring(202627, 80), *PAST[:3], whole(202526, 77, returned=50)) is None
    assert project(spring(202627, 80, returned=50), *PAST) is None
    assert project(result("S01", None, period=NOW), *PAST) is None


def test_no_movement_is_taken_from_beyond_a_break() -> None:
    hidden = SeriesBreak(Period.parse(202526), "asked otherwise")
    now = replace(spring(202627, 80), breaks=(hidden,))
    assert project(now, *PAST) is None
    older = (spring(202324, 60), whole(202324, 80))
    found = project(replace(now, breaks=(SeriesBreak(Period.parse(202425), "x"),)), *older, *PAST)
    assert found is not None
    assert [one.year.label for one in found.movements] == ["2024/25", "2025/26"]


@pytest.mark.parametrize(
    ("target", "likelihood"),
    [(82, Likelihood.LIKELY), (83, Likelihood.OPEN), (84, Likelihood.OPEN), (85, "unlikely")],
)
def test_a_target_is_likely_if_the_whole_range_reaches_it(target: float, likelihood: str) -> None:
    now = spring(202627, 80)
    found = project(now, *PAST)
    assert found is not None
    assert judge_projection(now.kpi, found, target=target) == likelihood
    assert judge_projection(now.kpi, found, target=None) is None


@pytest.mark.parametrize(
    ("band", "likelihood"),
    [((80, 90), "likely"), ((83, 90), "open"), ((85, 90), "unlikely"), ((70, 81), "unlikely")],
)
def test_a_range_is_likely_if_the_whole_projection_is_within_it(band, likelihood: str) -> None:
    found = project(spring(202627, 80), *PAST)
    assert found is not None
    assert judge_projection(kpi_named("U37"), found, band=band) == likelihood


def test_where_less_is_better_the_lowest_must_reach_it() -> None:
    past = [spring(202425, 12, kpi_id="S03"), whole(202425, 10, kpi_id="S03")]
    past += [spring(202526, 12, kpi_id="S03"), whole(202526, 11, kpi_id="S03")]
    now = spring(202627, 11, kpi_id="S03")
    found = project(now, *past)
    assert found is not None
    assert (found.low, found.high) == (9, 10)
    told = {target: judge_projection(now.kpi, found, target=target) for target in (10, 9, 8)}
    assert told == {10: "likely", 9: "open", 8: "unlikely"}


def test_the_outlook_says_the_range_the_target_and_how_it_comes_about() -> None:
    now = replace(spring(202627, 80), year_target=90)
    outlook = explain_outlook([now, *PAST], NOW)
    assert outlook.sentence == (
        "2026/27 is likely to end between 82% and 84%, at about 83%: the target of 90% is unlikely "
        "to be reached."
    )
    assert outlook.method == (
        "From spring to the whole year it moved by +4.0 pts in 2024/25 and by +2.0 pts in "
        "2025/26. The same from 80% in spring 2026/27 gives the range."
    )


def test_the_outlook_of_a_year_is_told_from_its_newest_full_term() -> None:
    summer = share("S01", 60, period=Period.parse(202627, "summer"), returned=30)
    outlook = explain_outlook([spring(202627, 80), summer, *PAST], Period.parse(202627))
    assert outlook.projection is not None
    assert outlook.projection.start == NOW


@pytest.mark.parametrize(
    ("now", "past", "said"),
    [
        (spring(202627, 80), PAST[:2], "it takes two past years"),
        (spring(202627, 80, returned=30), PAST, "spring 2026/27 is provisional"),
        (result("S01", None, period=NOW), PAST, "no value of spring 2026/27 is known"),
        (result("M22", None, period=NOW), (), "it is asked once a year"),
    ],
)
def test_why_there_is_no_projection_is_said(now: KpiResult, past, said: str) -> None:
    outlook = explain_outlook([now, *past], NOW)
    assert outlook.projection is None
    assert said in outlook.sentence


def test_a_complete_year_is_not_projected() -> None:
    outlook = explain_outlook([spring(202627, 80), *PAST], NOW, is_complete=True)
    assert outlook.sentence == "No projection: 2026/27 is complete, its value is known."
