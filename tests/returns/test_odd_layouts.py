"""Odder layouts: headings in two rows, several tables on one sheet, a form above a table."""

import pytest

from hubdata.returns.checking.checking import check_return
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.raw import Told
from tests.returns.test_layouts import FRONT, codes, read_one
from tests.returns.workbooks import (
    URN,
    build_csv,
    build_grids,
    build_workbook,
    clean_sheets,
    rows_of,
)

CLASSES = [["Class", "Year", "Pupils"], ["4A", 4, 28], ["5A", 5, 30]]
LESSONS = [["Group size", "KS", "Taught by", "Pupils"], ["small", "KS2", "hub", 6]]
WHO = ["URN", "Academic year", "Term"]
TOLD = Told(year=202526, term="autumn", source=str(URN))


def read(rows: list, *, merged: list[str] | None = None, name: str = "Sheet1", told: Told = TOLD):
    content = build_grids({name: rows}, merged={name: merged or []})
    return read_one(content, told=told)


def test_a_heading_in_a_second_row_is_understood_with_its_group_above():
    rows = [
        ["Class", "Year", "Pupils", None, None],
        [None, None, "All", "First time", "Continuing"],
        ["4A", 4, 28, 20, 8],
    ]
    checked = read(rows, merged=["A1:A2", "B1:B2", "C1:E1"], name="WCET")
    [row] = rows_of(checked, "Whole class")
    assert (row["class_id"], row["pupils_first_time"], row["pupils_continuing"]) == ("4A", 20, 8)


def test_groups_above_plain_headings_change_nothing():
    rows = [["About the class", None, "Numbers"], *CLASSES]
    checked = read(rows, merged=["A1:B1"], name="WCET")
    assert [row["pupils"] for row in rows_of(checked, "Whole class")] == [28, 30]
    assert codes(checked) == []


@pytest.mark.parametrize("titles", [True, False])
def test_two_tables_on_one_sheet_are_two_sheets_of_the_return(titles):
    first, second = ([["Whole class"]], [["Lessons"]]) if titles else ([], [])
    checked = read([*first, *CLASSES, [], *second, *LESSONS])
    assert [row["class_id"] for row in rows_of(checked, "Whole class")] == ["4A", "5A"]
    assert [row["pupils"] for row in rows_of(checked, "Tuition")] == [6]


def test_cells_of_a_second_table_are_told_by_their_own_address():
    rows = [*CLASSES, [], LESSONS[0], ["small", "KS2", "hub", "lots"]]
    checked = read(rows)
    assert [(issue.code, issue.cell) for issue in checked.issues] == [("not-a-number", "D6")]


def test_a_form_above_a_table_says_who_and_when():
    rows = [["School URN", URN], ["Academic year", "2025/26"], ["Term", "Autumn"], [], *CLASSES]
    checked = read(rows, told=Told())
    assert (checked.source, checked.period.code) == (str(URN), "202526 autumn")
    assert len(rows_of(checked, "Whole class")) == 2


def test_headings_repeated_further_down_begin_no_table_of_their_own():
    checked = read([*CLASSES, [], *CLASSES[:1], ["6A", 6, 31]], name="WCET")
    assert codes(checked) == ["headings-repeated"]
    assert len(rows_of(checked, "Whole class")) == 3


def test_a_table_of_schools_and_another_below_it_are_parts_of_the_same_returns():
    first = [[*WHO, "Class", "Year group", "Pupils"], [URN, "2025/26", "Autumn", "4A", 4, 28]]
    second = [[*WHO, *LESSONS[0]], [URN, "2025/26", "Autumn", *LESSONS[1]]]
    [one] = read_file("a.csv", build_csv([*first, [], *second])).returns
    assert [part.sheet.name for part in check_return(one).parts] == ["Whole class", "Tuition"]


def test_of_two_columns_for_one_field_the_first_is_read():
    rows = [["Class", "Year", "Pupils", "No. of pupils"], ["4A", 4, 28, 30]]
    checked = read_one(build_grids({"Return": FRONT, "Whole class": rows}))
    assert [(issue.code, issue.cell) for issue in checked.issues] == [("heading-twice", "D1")]
    assert rows_of(checked, "Whole class")[0]["pupils"] == 28


@pytest.mark.parametrize(("version", "expected"), [("0", ["template-version"]), ("1", [])])
def test_a_template_of_another_version_is_read_and_that_is_noted(version, expected):
    marker = [["music hub return template"], ["kind", "school-return"], ["version", version]]
    marker += [["period", "202526 autumn"], ["source", str(URN)]]
    sheets = {"Return": FRONT, "Whole class": CLASSES, "About this template": marker}
    assert codes(read_one(build_grids(sheets))) == expected


def test_the_clean_return_is_not_taken_apart():
    assert codes(read_one(build_workbook(clean_sheets()))) == []


QUESTIONS = [["Performances", 3, 4], ["Performers", 100, 50]]
ACROSS = Told(year=202526, term="autumn")


def read_across(*rows: list, told: Told = ACROSS):
    return read_file("a.xlsx", build_grids({"Performance": list(rows)}), told=told)


@pytest.mark.parametrize("label", ["School", "Name of school"])
def test_schools_across_are_as_many_returns_if_they_are_told_by_their_names(label):
    file = read_across([label, "Beacon Hill Primary", "Oak Primary School"], *QUESTIONS)
    assert [one.claim.name for one in file.unplaced] == [
        "Beacon Hill Primary",
        "Oak Primary School",
    ]
    performers = [one.part("Performance").rows[0].cells["performers"] for one in file.unplaced]
    assert performers == [100, 50]
    assert {issue.code for issue in file.issues} == {"no-source"}  # until the register settles it


@pytest.mark.parametrize("corner", [None, "Question"])
def test_names_above_the_answers_without_a_label_are_taken_for_schools_and_that_is_asked(corner):
    file = read_across([corner, "Beacon Hill Primary", "Oak Primary School"], *QUESTIONS)
    assert [one.claim.name for one in file.unplaced] == [
        "Beacon Hill Primary",
        "Oak Primary School",
    ]
    asked = [[i.code for i in one.issues] for one in file.unplaced]
    assert asked == [["no-source", "told-above"]] * 2


@pytest.mark.parametrize(
    ("texts", "codes_"),
    [
        (["Autumn", "Spring term"], ["202526 autumn", "202526 spring"]),
        (["2024/25", "2025/26"], ["202425 autumn", "202526 autumn"]),
    ],
)
def test_terms_and_years_across_are_as_many_returns(texts, codes_):
    told = Told(year=202526, term="autumn", source=str(URN))
    file = read_across([None, *texts], *QUESTIONS, told=told)
    assert [one.period.code for one in file.returns] == codes_
    assert [one.part("Performance").rows[0].cells["performances"] for one in file.returns] == [3, 4]
    asked = [[(i.code, i.cell) for i in one.issues] for one in file.returns]
    assert asked == [[("told-above", "B1")]] * 2


def test_each_of_several_answers_is_told_by_its_own_cell():
    file = read_across(["School", "Beacon Hill", "Oak Primary"], *QUESTIONS)
    rows = [one.part("Performance").rows[0] for one in file.unplaced]
    assert [row.address("performers") for row in rows] == ["B3", "C3"]


@pytest.mark.parametrize("above", [["Number", "Last year"], ["This school", "All"], [None, None]])
def test_answers_that_are_nobodys_are_questioned_and_not_dropped_in_silence(above):
    told = Told(year=202526, term="autumn", source=str(URN))
    file = read_across([None, *above], *QUESTIONS, told=told)
    [one] = file.returns
    assert one.part("Performance").rows[0].cells["performers"] == 100
    assert [(issue.code, issue.cell) for issue in one.issues] == [("answers-beside", "C2")]


@pytest.mark.parametrize("beside", ["Notes", "Example", "Total", "For example"])
def test_notes_examples_and_totals_beside_the_answers_are_passed_over(beside):
    told = Told(year=202526, term="autumn", source=str(URN))
    file = read_across(["Question", "Answer", beside], *QUESTIONS, told=told)
    assert [(len(one.parts), one.issues) for one in file.returns] == [(1, ())]
