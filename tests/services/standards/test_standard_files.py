"""Targets, benchmarks and published figures from spreadsheets: forgiving, and exact about what will
not do."""

from datetime import date

import pytest

from hubdata.errors import UnreadableFile
from hubdata.kpis.judging.benchmarks import Benchmark
from hubdata.kpis.judging.targets import Target
from hubdata.periods import AcademicYear
from hubdata.services.registers.register import load_register
from hubdata.services.standards.benchmarks import list_benchmarks, save_benchmarks, save_published
from hubdata.services.standards.standard_files import (
    read_benchmark_file,
    read_published_file,
    read_target_file,
)
from hubdata.services.standards.targets import load_target_lines, save_targets
from pages.components.hub.standards_list import build_benchmark_sheet, build_published_sheet
from pages.components.kit.downloads import render_xlsx, write_csv
from pages.components.standing.target_list import build_target_sheet
from tests.register.made_files import gias_file
from tests.services.build_files import workbook

YEAR = AcademicYear(2026)


@pytest.fixture(autouse=True)
def two_authorities(hub_store: str) -> None:
    rows = (
        {"URN": "900001", "LA (code)": "991", "LA (name)": "Northmere"},
        {"URN": "900002", "LA (code)": "992", "LA (name)": "Southmere"},
    )
    file = gias_file(*rows)
    list(
        load_register([("g.csv", file)], la_codes=("991", "992"), as_at=date(2026, 9, 1), actor="A")
    )


def read_targets(*rows: dict[str, object]):
    return read_target_file("t.xlsx", workbook({"Plan": rows}), year=YEAR)


def test_a_file_sets_what_it_says_and_leaves_blank_cells_alone() -> None:
    save_targets({("S01", ""): Target(80, owner="Ann", margin=3)}, year=YEAR.code, actor="Ann")
    found = read_targets({"KPI": "S01", "Target": 85, "Amber margin": "", "Baseline": "2024/25"})
    [one] = found.items
    assert one.target == Target(85, owner="Ann", margin=3, baseline_year=202425)
    assert found.issues == ()


def test_none_takes_away_what_a_blank_cell_leaves() -> None:
    save_targets({("S01", ""): Target(80, autumn=70, owner="Ann")}, year=YEAR.code, actor="Ann")
    found = read_targets({"KPI": "S01", "Target": "none", "Autumn": "none", "Owner": "None"})
    assert found.items[0].target == Target()


def test_a_range_is_one_cell_however_it_is_written() -> None:
    found = read_targets(
        {"KPI": "I31", "Target": "0.8 to 1.2", "Authority": ""},
        {"KPI": "U40b", "Target": "2-5 months", "Authority": ""},
        {"KPI": "U37", "Target": "35% – 50%", "Authority": ""},
    )
    assert found.issues == ()
    assert [(one.target.value, one.target.upper) for one in found.items] == [
        (0.8, 1.2),
        (2, 5),
        (35, 50),
    ]


def test_an_authoritys_target_does_not_take_over_the_hubs_path() -> None:
    save_targets({("S01", ""): Target(80, autumn=70)}, year=YEAR.code, actor="Ann")
    found = read_targets(
        {"KPI": "S01", "Authority": 991, "Target": 60},
        {"KPI": "S01", "Authority": "Southmere", "Target": ""},
    )
    assert [(one.la_code, one.target) for one in found.items] == [("991", Target(60))]
    assert found.unchanged == 1


def test_every_row_that_will_not_do_is_said_with_its_place() -> None:
    found = read_targets(
        {"KPI": "S01", "Target": "85", "Authority": ""},
        {"KPI": "S01", "Target": "86", "Authority": ""},
        {"KPI": "I31", "Target": "1", "Authority": ""},
        {"KPI": "P18", "Target": "20", "Authority": ""},
        {"KPI": "S04", "Target": "160", "Authority": ""},
        {"KPI": "S04", "Target": "60", "Authority": "997"},
        {"KPI": "U40d", "Target": "60", "Authority": "991"},
    )
    assert len(found.items) == 1
    assert [issue.partition(":")[0] for issue in found.issues] == [
        f"Plan, row {row}" for row in range(3, 9)
    ]
    for said, issue in zip(
        ("twice", "in a range", "context", "not a share", "no authority", "by authority"),
        found.issues,
        strict=True,
    ):
        assert said in issue


def test_a_file_without_such_a_list_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no list of targets"):
        read_target_file("x.csv", b"a,b\n1,2\n", year=YEAR)


@pytest.mark.parametrize("la_code", ["", "991"])
@pytest.mark.parametrize("render", [render_xlsx, write_csv])
def test_the_download_loaded_again_changes_nothing(la_code: str, render) -> None:
    told = Target(80, autumn=70.5, margin=3, owner="=Ann", rationale="+5 a year")
    wanted = {("S01", ""): told, ("S04", ""): Target(), ("S01", "991"): Target(60)}
    save_targets(wanted, year=YEAR.code, actor="Ann")
    lines = load_target_lines(YEAR, la_code=la_code)
    content = render(build_target_sheet(lines, YEAR))
    name = "t.xlsx" if render is render_xlsx else "t.csv"
    found = read_target_file(name, content, year=YEAR)
    assert found.issues == ()
    assert found.unchanged == len(lines)


def test_benchmarks_come_from_a_list_and_go_out_as_one() -> None:
    rows = [
        {"KPI": "S01", "Area": "England", "Academic year": "2023/24", "Figure": "91%",
         "Unit": "", "Source": "Key data 2024", "Verified": "yes", "Comparable": "Y"},
        {"KPI": "S05", "Area": "Kent", "Academic year": "", "Figure": "12,345",
         "Unit": "pupils", "Source": "Its report", "Verified": "", "Comparable": ""},
        {"KPI": "S05", "Area": "Kent", "Academic year": "2020/22", "Figure": "some",
         "Unit": "pupils", "Source": "Its report", "Verified": "", "Comparable": ""},
    ]  # fmt: skip
    found = read_benchmark_file("b.xlsx", workbook({"B": rows}))
    assert found.items == (
        Benchmark("S01", "England", AcademicYear(2023), 91, "%", "Key data 2024",
                  is_verified=True, is_comparable=True),
        Benchmark("S05", "Kent", None, 12345, "pupils", "Its report", is_verified=False),
    )  # fmt: skip
    assert "B, row 4" in found.issues[0]
    save_benchmarks(found.items, actor="Ann")
    again = render_xlsx(build_benchmark_sheet(list_benchmarks()))
    loaded = read_benchmark_file("again.xlsx", again)
    assert (loaded.items, loaded.issues) == ((), ())


def test_figures_of_past_years_come_from_a_list_and_go_out_as_one() -> None:
    rows = [
        {"KPI": "S01", "Year": "2018/19", "LA": "", "Value": 84, "Source": "Report", "Note": ""},
        {"KPI": "S01", "Year": "2018/19", "LA": "991", "Value": "80%", "Source": "Report",
         "Note": "cut off"},
        {"KPI": "S01", "Year": "2026/27", "LA": "", "Value": 84, "Source": "Report", "Note": ""},
    ]  # fmt: skip
    found = read_published_file("p.xlsx", workbook({"P": rows}))
    assert [(one.la_code, one.value, one.note) for one in found.items] == [
        ("", 84, ""),
        ("991", 80, "cut off"),
    ]
    assert "2026/27 is not past" in found.issues[0]
    save_published(found.items, actor="Ann")
    again = write_csv(build_published_sheet(found.items))
    assert read_published_file("again.csv", again).unchanged == 2
