"""People's own spreadsheets: headings found by meaning, rows that are no answers skipped aloud."""

import pytest

from hubdata.errors import UnreadableFile
from hubdata.returns.checking.checking import check_return
from hubdata.returns.checking.context import NOTHING_KNOWN
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.meaning.mapping import bare, find_field, find_sheet
from hubdata.returns.reading.raw import Told
from tests.returns.workbooks import (
    URN,
    build_csv,
    build_form,
    build_grids,
    build_workbook,
    check,
    clean_sheets,
    rows_of,
)

TUITION = ["URN", "Academic year", "Term", "Group size", "KS", "Taught by", "No. of pupils"]
FRONT = [["time_period", "term", "school_urn"], [202526, "autumn", URN]]


def forty_schools() -> list[list[object]]:
    return [
        list(TUITION),
        *(
            [urn, "2025/26", "Autumn", size, "KS2", "hub", 10 + urn % 7]
            for urn in range(900100, 900140)
            for size in ("individual", "small group")
        ),
    ]


def read_one(content: bytes, name: str = "a.xlsx", told: Told | None = None):
    file = read_file(name, content, told=told or Told())
    (read,) = file.returns
    return check_return(read, NOTHING_KNOWN)


def codes(checked) -> list[str]:
    return [issue.code for issue in checked.issues]


def test_one_csv_of_forty_schools_is_forty_returns_of_one_part():
    file = read_file("tuition.csv", build_csv(forty_schools()))
    assert len(file.returns) == 40
    assert file.issues == ()
    checked = [check_return(read) for read in file.returns]
    assert {tuple(part.sheet.name for part in one.parts) for one in checked} == {("Tuition",)}
    assert {len(one.parts[0].rows) for one in checked} == {2}
    assert {one.period.code for one in checked} == {"202526 autumn"}
    assert [issue for one in checked for issue in one.issues] == []


def test_a_fault_among_forty_schools_costs_one_row_of_one_school():
    rows = forty_schools()
    rows[5][-1] = "ten"
    checked = [check_return(r) for r in read_file("tuition.csv", build_csv(rows)).returns]
    faulty = [one for one in checked if one.issues]
    assert [(one.source, [i.cell for i in one.issues]) for one in faulty] == [("900102", ["G6"])]
    assert [row["group_size"] for row in rows_of(faulty[0], "Tuition")] == ["small"]


def test_a_row_without_a_school_is_said_and_costs_nobody_else():
    rows = forty_schools()
    rows[1][0] = "unknown school"
    file = read_file("tuition.csv", build_csv(rows))
    assert [(issue.code, issue.cell) for issue in file.issues] == [("no-source", "A2")]
    assert len(file.returns) == 40


def test_the_officer_tells_what_the_file_does_not_say():
    rows = [row[3:] for row in forty_schools()[:3]]
    file = read_file(
        "t.csv", build_csv(rows), told=Told(year=202526, term="spring", source="900107")
    )
    assert [(read.source, read.period.code) for read in file.returns] == [
        ("900107", "202526 spring")
    ]


def test_a_remembered_mapping_counts_before_everything_else():
    rows = forty_schools()
    rows[0][-1] = "Köpfe"
    told = Told(headings={bare("Köpfe"): "tuition.pupils"})
    plain = check_return(read_file("t.csv", build_csv(rows)).returns[0])
    mapped = check_return(read_file("t.csv", build_csv(rows), told=told).returns[0])
    assert "missing-column" in codes(plain)
    assert codes(mapped) == []
    assert rows_of(mapped, "Tuition")[0]["pupils"] == 10 + 900100 % 7


def test_one_row_for_each_school_with_answers_of_many_sheets():
    headings = ["URN", "School", "Year", "Term", "Number on roll", "plan status", "Performances"]
    rows = [[u, f"School {u}", "2025/26", "autumn", 200, "Draft", 2] for u in (900100, 900101)]
    file = read_file("survey.xlsx", build_grids({"Sheet1": [headings, *rows]}))
    one = check_return(file.returns[0])
    assert [part.sheet.name for part in one.parts] == ["Context", "Curriculum", "Performance"]
    assert rows_of(one, "Curriculum")[0]["music_development_plan_status"] == "draft"
    assert (one.source_name, len(file.returns)) == ("School 900100", 2)


def test_notes_above_the_headings_and_empty_rows_are_passed_over():
    class_sheet = [["WCET 2025"], ["Please return by Friday"], [], ["Class", "Year", "Pupils"]]
    rows = [*class_sheet, [], ["4A", 4, 28], [], ["5A", 5, 30]]
    checked = read_one(build_grids({"Return": FRONT, "WCET": rows}))
    assert [row["pupils"] for row in rows_of(checked, "Whole class")] == [28, 30]
    assert codes(checked) == []


@pytest.mark.parametrize("label", ["Total", "TOTALS", "Grand total", "Total pupils:", "Sub-total"])
def test_a_row_of_totals_is_not_an_answer_and_that_is_noted(label):
    rows = [["Class", "Year", "Pupils"], ["4A", 4, 28], ["5A", 5, 30], [label, None, 58]]
    checked = read_one(build_grids({"Return": FRONT, "Whole class": rows}))
    assert len(rows_of(checked, "Whole class")) == 2
    assert [(i.code, i.cell) for i in checked.issues] == [("totals-row", "A4")]


def test_sums_without_a_label_are_recognised_by_adding_up():
    rows = [["Class", "Year", "Pupils", "PP"], ["4A", 4, 28, 3], ["5A", 5, 30, 4]]
    checked = read_one(build_grids({"Return": FRONT, "Whole class": [*rows, [None, None, 58, 7]]}))
    assert codes(checked) == ["totals-row"]


def test_a_class_with_total_in_its_name_is_a_class():
    rows = [["Class", "Year", "Pupils"], ["Total Brass Year 4", 4, 28]]
    checked = read_one(build_grids({"Return": FRONT, "Whole class": rows}))
    assert len(rows_of(checked, "Whole class")) == 1


def test_repeated_headings_are_not_answers():
    headings = ["Class", "Year", "Pupils"]
    rows = [headings, ["4A", 4, 28], headings, ["5A", 5, 30]]
    checked = read_one(build_grids({"Return": FRONT, "Whole class": rows}))
    assert codes(checked) == ["headings-repeated"]
    assert len(rows_of(checked, "Whole class")) == 2


def test_a_row_that_happens_to_agree_with_the_examples_is_an_answer():
    sheet = SCHOOL_RETURN.sheet("Tuition")
    rows = [[spec.name for spec in sheet.fields], [spec.example for spec in sheet.fields]]
    checked = read_one(build_grids({"Return": FRONT, "Tuition": rows}))
    assert len(rows_of(checked, "Tuition")) == 1


def test_a_name_in_merged_cells_counts_for_all_its_rows_and_a_number_does_not():
    rows = [["Class", "Year", "Pupils", "PP"], ["4A", 3, 12, 5], [None, 4, 16, None]]
    content = build_grids(
        {"Return": FRONT, "Whole class": rows}, merged={"Whole class": ["A2:A3", "D2:D3"]}
    )
    read = rows_of(read_one(content), "Whole class")
    assert [(row["class_id"], row["pp"]) for row in read] == [("4A", 5), ("4A", None)]


def test_a_column_nobody_asked_for_is_noted_and_a_likely_one_questioned():
    rows = [["Class", "Year", "Pupils", "Favourite colour", "Weeks taught last term"]]
    rows.append(["4A", 4, 28, "red", 12])
    checked = read_one(build_grids({"Return": FRONT, "Whole class": rows}))
    assert [(i.code, i.cell) for i in checked.issues] == [
        ("heading-unknown", "D1"),
        ("heading-like", "E1"),
    ]


def test_a_sheet_without_its_headings_is_an_error_and_an_unknown_sheet_a_note():
    grids = {"Return": FRONT, "Tuition": [["some", "cells"]], "Budget": [["Income", 12]]}
    checked = read_one(build_grids(grids))
    assert [(i.code, i.sheet) for i in checked.issues] == [
        ("no-headings", "Tuition"),
        ("sheet-not-read", "Budget"),
    ]


def test_answers_on_a_hidden_sheet_are_questioned():
    grids = {"Return": FRONT, "Performance": [["performances", "performers"], [1, 20]]}
    checked = read_one(build_grids(grids, hidden=["Performance"]))
    assert [(i.code, i.sheet) for i in checked.issues] == [("hidden-sheet", "Performance")]


def test_a_sheet_that_is_there_without_answers_is_a_part_and_an_absent_one_is_not():
    grids = {"Return": FRONT, "Tuition": [[spec.name for spec in SCHOOL_RETURN.sheets[5].fields]]}
    checked = read_one(build_grids(grids))
    assert [(part.sheet.name, len(part.rows)) for part in checked.parts] == [
        ("Return", 1),
        ("Tuition", 0),
    ]


def test_schools_side_by_side_in_a_form_are_as_many_returns():
    rows = [["School URN", 900100, 900101], ["Academic year", "2025/26", "2025/26"]]
    rows += [["Pupils on roll", 210, 99], ["Pupils in KS1", 60, 20]]
    file = read_file("form.xlsx", build_grids({"Survey": rows}))
    assert [
        (read.source, rows_of(check_return(read), "Context")[0]["roll_total"])
        for read in file.returns
    ] == [("900100", 210), ("900101", 99)]


def test_forms_one_below_the_other_are_as_many_returns():
    block = [["School URN", 900100], ["Academic year", "2025/26"], ["Pupils on roll", 210], []]
    other = [["School URN", 900101], ["Academic year", "2025/26"], ["Pupils on roll", 99]]
    file = read_file("form.xlsx", build_grids({"Survey": [["Our survey"], [], *block, *other]}))
    assert [read.source for read in file.returns] == ["900100", "900101"]


def test_the_same_answers_in_every_shape_are_the_same_return():
    table, form = check(build_workbook(clean_sheets())), check(build_form(clean_sheets()))
    assert [(p.sheet.name, [r.values for r in p.rows]) for p in table.parts] == [
        (p.sheet.name, [r.values for r in p.rows]) for p in form.parts
    ]


@pytest.mark.parametrize("sheet", SCHOOL_RETURN.sheets, ids=lambda sheet: sheet.name)
def test_every_field_name_and_heading_means_its_field(sheet):
    for spec in sheet.fields:
        for written in (spec.name, spec.heading, spec.name.upper(), f" {spec.heading} *"):
            assert find_field(sheet, written) == spec.name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("WCET", "Whole class"),
        ("3. Whole-class", "Whole class"),
        ("TUITION ", "Tuition"),
        ("whole_class", "Whole class"),
        ("Ensembles (autumn)", "Ensembles"),
        ("Sheet1", None),
    ],
)
def test_sheets_are_known_by_more_than_one_name(name, meant):
    found = find_sheet(SCHOOL_RETURN, name)
    assert (found.name if found else None) == meant


def test_a_spreadsheet_about_something_else_is_unreadable_with_the_way_out():
    with pytest.raises(UnreadableFile, match="Send the template"):
        read_file("budget.xlsx", build_grids({"Budget": [["Income", "Cost"], [1, 2]]}))


def test_a_term_that_cannot_be_read_is_not_taken_for_the_whole_year():
    rows = forty_schools()[:2]
    rows[1][2] = "sumer"
    file = read_file("t.csv", build_csv(rows))
    assert file.returns == ()
    assert [(issue.code, issue.cell) for issue in file.issues] == [("no-period", "C2")]


def test_one_heading_is_enough_where_a_named_sheet_holds_one_answer():
    content = build_grids({"Return": FRONT, "Support": [["strand_cpd"], ["Y"]]})
    [one] = read_file("a.xlsx", content).returns
    support = one.part("Support")
    assert support is not None
    assert [row.cells for row in support.rows] == [{"strand_cpd": "Y"}]
    assert one.issues == ()


def test_one_heading_left_unanswered_is_no_fault_of_a_sheet_that_is_asked_once():
    content = build_grids({"Return": FRONT, "Support": [["strand_cpd"], [None]]})
    [one] = read_file("a.xlsx", content).returns
    support = one.part("Support")
    assert support is not None
    assert (support.rows, one.issues) == ((), ())


def test_a_word_alone_on_a_named_sheet_is_no_heading():
    content = build_grids({"Return": FRONT, "Support": [["moon"], [None]]})
    [one] = read_file("a.xlsx", content).returns
    assert [issue.code for issue in one.issues] == ["no-headings"]
