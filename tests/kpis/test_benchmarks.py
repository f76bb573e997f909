"""The built-in benchmarks: published, with their sources, and none that does not fit."""

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.benchmarks import benchmarks_of, find_benchmark, is_like
from hubdata.kpis.judging.built_in_benchmarks import BUILT_IN
from hubdata.periods import AcademicYear
from hubdata.services.standards.benchmarks import explain_level


def values_of(kpi: str, unit: str, year: int) -> list[float]:
    return [
        one.value
        for one in BUILT_IN
        if (one.kpi, one.unit, one.year) == (kpi, unit, AcademicYear(year))
    ]


def test_every_built_in_figure_has_a_source_and_a_kpi_that_there_is() -> None:
    assert all(one.source and one.is_verified and one.is_built_in for one in BUILT_IN)
    assert {one.kpi for one in BUILT_IN} <= set(CATALOGUE)
    assert len({one.key for one in BUILT_IN}) == len(BUILT_IN)


def test_both_official_values_of_2013_are_kept_and_said() -> None:
    assert values_of("S05", "pupils", 2013) == [583_783, 596_820]
    notes = [one.note for one in BUILT_IN if one.value in (583_783, 596_820)]
    assert all("two official values" in note for note in notes)


def test_the_number_of_2014_that_fits_no_other_is_not_among_them() -> None:
    assert all(one.value != 631_000 for one in BUILT_IN)
    assert values_of("S05", "pupils", 2014) == []


def test_only_what_is_counted_alike_in_the_same_unit_stands_in_a_chart() -> None:
    drawn = find_benchmark(CATALOGUE["S01"], BUILT_IN)
    assert drawn is not None
    assert (drawn.place, drawn.value, drawn.year) == ("England", 89, AcademicYear(2016))
    assert find_benchmark(CATALOGUE["M24"], BUILT_IN) is None
    for kpi in CATALOGUE.values():
        found = find_benchmark(kpi, BUILT_IN)
        assert found is None or (found.unit == kpi.unit.value and found.is_comparable)


def test_an_undated_figure_is_listed_but_never_drawn() -> None:
    continuation = benchmarks_of(CATALOGUE["M22"], BUILT_IN)
    undated = [one for one in continuation if one.year is None]
    assert undated
    assert not any(is_like(CATALOGUE["M22"], one) for one in undated)


def test_a_level_is_told_in_its_own_unit() -> None:
    told = {explain_level(one) for one in BUILT_IN}
    assert {
        "89%",
        "83.4%",
        "711,241 pupils",
        "£79,000,000 of grant",
        "77.4% at entry level",
        "£187,822,222 in all",
    } <= told
