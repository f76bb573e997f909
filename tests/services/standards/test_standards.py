"""Benchmarks and published figures that the hub keeps, and the breaks it sets."""

import pytest

from hubdata.errors import UserError
from hubdata.kpis.judging.benchmarks import Benchmark
from hubdata.kpis.judging.built_in_benchmarks import BUILT_IN
from hubdata.periods import AcademicYear, Period
from hubdata.services.around.frame import load_revision_key
from hubdata.services.results.breaks import USUAL_BREAKS, list_breaks, parse_break, save_breaks
from hubdata.services.results.own_kpis import define_kpi
from hubdata.services.results.scorecards import load_results, load_standing
from hubdata.services.standards.benchmarks import (
    Published,
    find_benchmarks,
    find_drawn,
    list_benchmarks,
    list_published,
    remove_benchmark,
    remove_published,
    save_benchmarks,
    save_published,
)
from hubdata.services.standards.targets import Target, save_targets
from pages.components.standing.score_file import build_scorecard_sheet
from tests.kpis.own import TRIED
from tests.pages.standing_hub import SUMMER, load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")
NEWER = Benchmark(
    "S01", "England", AcademicYear(2023), 91, "%", "Key data 2024", is_comparable=True
)
PUBLISHED = Published("S01", AcademicYear(2018), 84, "Annual report 2019", "220 of 262")


def test_a_loaded_benchmark_stands_beside_the_built_in_ones_and_newer_ones_are_drawn() -> None:
    before = load_revision_key()
    save_benchmarks([NEWER], actor="Ann")
    assert len(list_benchmarks()) == len(BUILT_IN) + 1
    assert find_drawn("S01") == NEWER
    assert load_revision_key() != before
    remove_benchmark(NEWER, actor="Ann")
    drawn = find_drawn("S01")
    assert drawn is not None
    assert drawn.value == 89


def test_the_same_figure_loaded_again_takes_its_own_place() -> None:
    save_benchmarks([NEWER], actor="Ann")
    save_benchmarks([Benchmark(*NEWER.key[:3], 92, "%", NEWER.source)], actor="Ben")
    own = [one for one in find_benchmarks("S01") if not one.is_built_in]
    assert [one.value for one in own] == [92]


def test_an_unverified_figure_is_listed_and_not_drawn() -> None:
    doubtful = Benchmark(
        "S01",
        "England",
        AcademicYear(2023),
        95,
        "%",
        "A talk",
        is_verified=False,
        is_comparable=True,
    )
    save_benchmarks([doubtful], actor="Ann")
    assert doubtful in find_benchmarks("S01")
    assert find_drawn("S01") != doubtful


def test_a_figure_without_a_source_or_beyond_a_share_is_refused() -> None:
    with pytest.raises(UserError, match="hearsay"):
        save_benchmarks([Benchmark("S01", "England", AcademicYear(2023), 91, "%", " ")], actor="A")
    with pytest.raises(UserError, match="S01, England: 950% is not a share"):
        save_benchmarks([Benchmark("S01", "England", None, 950, "%", "x")], actor="A")
    with pytest.raises(UserError, match="There is no KPI"):
        save_benchmarks([Benchmark("S99", "England", None, 1, "%", "x")], actor="A")
    with pytest.raises(UserError, match="say where it was published"):
        save_published([Published("S01", AcademicYear(2018), 84, "")], actor="A")


def test_published_figures_of_past_years_are_kept_changed_and_taken_away() -> None:
    save_published([PUBLISHED], actor="Ann")
    assert list_published(kpi_id="S01") == (PUBLISHED,)
    changed = Published("S01", AcademicYear(2018), 85, "Annual report 2019, corrected")
    save_published([changed], actor="Ann")
    assert list_published() == (changed,)
    remove_published(changed, actor="Ann")
    assert list_published() == ()


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Published("S01", AcademicYear(2026), 84, "x"), "is not past"),
        (Published("S01", AcademicYear(2018), 184, "x"), "is not a share"),
        (Published("U40c", AcademicYear(2018), 20, "x", la_code="991"), "not told by authority"),
    ],
)
def test_what_cannot_be_of_a_past_year_is_refused(figure: Published, said: str) -> None:
    with pytest.raises(UserError, match=said):
        save_published([figure], actor="Ann")


def test_breaks_are_the_usual_ones_until_the_hub_sets_its_own() -> None:
    assert list_breaks() == USUAL_BREAKS
    own = parse_break("spring 2025/26", "Asked by class, not by school", "s04")
    said = save_breaks([*USUAL_BREAKS[:3], own], actor="Ann")
    assert said == (
        "Break from Spring 2025/26 for S04: Asked by class, not by school.",
        "No break from 2024/25: Hubs redrawn: 43 from September 2024 any more.",
    )
    assert list_breaks() == (*USUAL_BREAKS[:3], own)
    assert own.first == Period.parse(202526, "spring")
    assert save_breaks(list_breaks(), actor="Ann") == ()


@pytest.mark.parametrize(
    ("first", "reason", "kpi", "said"),
    [
        ("last year", "x", "", "is neither a year nor a term"),
        ("2024/25", " ", "", "say why"),
        ("2024/25", "x" * 61, "", "longer than 60"),
    ],
)
def test_a_break_that_cannot_be_drawn_is_refused(
    first: str, reason: str, kpi: str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        parse_break(first, reason, kpi)


def test_a_break_of_a_kpi_that_there_is_not_is_refused() -> None:
    with pytest.raises(UserError, match="There is no KPI"):
        save_breaks([parse_break("2024/25", "x", "S99")], actor="Ann")


def test_a_change_of_an_own_kpis_definition_breaks_its_series_from_that_year() -> None:
    kpi_id = define_kpi(TRIED, actor="Ada").id
    assert load_results([Period.parse(202627)], kpi_id=kpi_id)[0].breaks == USUAL_BREAKS
    define_kpi({**TRIED, "name": "Tried and changed"}, actor="Ada", kpi_id=kpi_id)
    [result] = load_results([Period.parse(202627)], kpi_id=kpi_id)
    assert [one.reason for one in result.breaks if one.kpi == kpi_id] == [
        "The definition was changed"
    ]


def test_the_scorecards_file_has_what_a_number_is_held_against() -> None:
    load_standing_hub()
    save_targets({("S01", ""): Target(90, summer=70, margin=3)}, year=202526, actor="Ann")
    lines = load_standing(SUMMER).whole.lines
    sheet = build_scorecard_sheet(lines, SUMMER, place="Whole hub")
    row = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    assert (row["KPI"], row["Target"], row["Year's target"], row["Amber margin"]) == (
        "S01",
        70,
        90,
        3,
    )
    assert (row["Benchmark"], row["Benchmark of"]) == (89, "England, 2016/17")
