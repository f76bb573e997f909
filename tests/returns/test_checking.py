"""Cells: what is wrong is said at its cell, and costs nobody the rest of the sheet."""

import pickle

import pytest

from hubdata.returns.checking.context import NOTHING_KNOWN
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import SCHOOL_RETURN
from tests.returns.workbooks import (
    URN,
    build_csv,
    build_form,
    build_with_formula,
    check,
    check_sheets,
    clean_sheets,
    rows_of,
    say,
)

TEN_MISTAKES = {
    ("Context", 0, "fsm_roll", "lots"): ("not-a-number", "I2"),
    ("Curriculum", 0, "minutes_ks2", "25%"): ("number-is-a-percentage", "E2"),
    ("Support", 0, "strand_cpd", "maybe"): ("not-yes-or-no", "F2"),
    ("Whole class", 0, "pupils", "twelve"): ("number-in-words", "F2"),
    ("Whole class", 1, "year_group", "3/4"): ("mixed-year-groups", "B3"),
    ("Tuition", 0, "group_size", "huge"): ("not-in-list", "A2"),
    ("Tuition", 1, "pupils_new", "<5"): ("number-is-a-limit", "F3"),
    ("Ensembles", 0, "weeks_met", 3.5): ("number-not-whole", "F2"),
    ("Performance", 0, "performers", -3): ("out-of-bounds", "C2"),
    ("Return", 0, "submitted_on", "Sept 2025"): ("date-without-day", "H2"),
}


def ten_mistakes():
    sheets = clean_sheets()
    for sheet, row, field, value in TEN_MISTAKES:
        sheets[sheet][row][field] = value
    return sheets


def test_ten_mistakes_are_ten_issues_each_at_its_cell():
    checked = check_sheets(ten_mistakes())
    expected = {(code, sheet, cell) for (sheet, *_), (code, cell) in TEN_MISTAKES.items()}
    found = [(issue.code, issue.sheet, issue.cell) for issue in checked.issues]
    assert sorted(found) == sorted(expected), say(checked)
    assert {issue.severity for issue in checked.issues} == {Severity.ERROR}


def test_rows_without_mistakes_can_still_be_used():
    checked = check_sheets(ten_mistakes())
    assert [row["class_id"] for row in rows_of(checked, "Whole class")] == ["5A"]
    assert rows_of(checked, "Continuation and instruments")[0]["prior_still_learning"] == 19
    lost = {part.sheet.name: part.rows_with_errors for part in checked.parts}
    assert (lost["Whole class"], lost["Tuition"], lost["Performance"]) == (2, 2, 1)


def test_what_was_sent_is_quoted_in_the_issue():
    (issue, *_) = check_sheets(ten_mistakes()).issues
    assert issue.value == "Sept 2025"
    assert '"Sept 2025"' in issue.message


def test_a_blank_is_not_zero_and_zero_is_not_blank():
    sheets = clean_sheets()
    sheets["Whole class"][0].update(pp=None, ehcp=0)
    row = rows_of(check_sheets(sheets), "Whole class")[0]
    assert row["pp"] is None
    assert row["ehcp"] == 0


def test_an_approximate_number_is_used_marked_and_questioned():
    sheets = clean_sheets()
    sheets["Performance"][0]["performers"] = "140ish"
    checked = check_sheets(sheets)
    (part,) = (part for part in checked.parts if part.sheet.name == "Performance")
    assert (part.rows[0].values["performers"], part.rows[0].marks) == (140, {"performers": "~"})
    assert [(i.code, i.severity) for i in checked.issues] == [("approximate", Severity.QUERY)]


def test_a_symbol_is_kept_apart_from_blank():
    sheets = clean_sheets()
    sheets["Whole class"][0]["pp"] = "c"
    checked = check_sheets(sheets)
    (part,) = (part for part in checked.parts if part.sheet.name == "Whole class")
    assert part.rows[0].values["pp"] is None
    assert part.rows[0].marks == {"pp": "c"}
    assert checked.issues == ()


@pytest.mark.parametrize("written", [None, "-", "n/a"])
def test_a_row_without_a_needed_answer_cannot_be_used(written):
    sheets = clean_sheets()
    sheets["Whole class"][1]["pupils"] = written
    checked = check_sheets(sheets)
    assert [(issue.code, issue.place) for issue in checked.issues] == [
        ("missing", "Whole class!F3")
    ]
    assert len(rows_of(checked, "Whole class")) == 2


def test_a_missing_column_is_said_once():
    headings = ["time_period", "URN", "Class", "Pupils", "Instrument"]
    rows = [[202526, URN, "4A", 28, "violin"], [202526, URN, "5B", 27, "brass"]]
    checked = check(build_csv([headings, *rows]), name="classes.csv", context=NOTHING_KNOWN)
    assert [(issue.code, issue.field) for issue in checked.issues] == [
        ("missing-column", "year_group")
    ]
    assert rows_of(checked, "Whole class") == []


@pytest.mark.parametrize(
    ("result", "code"),
    [("#DIV/0!", "formula-error"), ("#REF!", "formula-error"), (None, "formula-not-calculated")],
)
def test_a_formula_without_a_value_is_never_taken_for_blank(result, code):
    content = build_with_formula("Context", cell="H2", result=result)
    assert [(issue.code, issue.place) for issue in check(content).issues] == [(code, "Context!H2")]


def test_a_form_says_the_cell_of_each_answer():
    sheets = clean_sheets()
    sheets["Context"][0]["fsm_roll"] = "lots"
    assert [issue.place for issue in check(build_form(sheets)).issues] == ["Context!B11"]


def test_a_second_answer_to_a_sheet_answered_once_is_an_error():
    sheets = clean_sheets()
    sheets["Context"].append({"roll_total": 99})
    checked = check_sheets(sheets)
    assert [issue.code for issue in checked.issues] == ["more-than-one-row"]
    assert [row["roll_total"] for row in rows_of(checked, "Context")] == [210]


def test_a_checked_return_passes_between_processes():
    checked = check_sheets(ten_mistakes())
    assert pickle.loads(pickle.dumps(checked)).issues == checked.issues


def test_a_nil_return_sent_back_with_the_rows_of_last_time_reports_nothing():
    sheets = clean_sheets()
    sheets["Return"][0]["nil_return"] = "Yes"
    sheets["Support"], sheets["Tuition"], sheets["Ensembles"] = [], [], []
    names = [s.name for s in SCHOOL_RETURN.sheet("Whole class").fields if s.prefilled]
    sheets["Whole class"] = [{name: row[name] for name in names} for row in sheets["Whole class"]]
    checked = check_sheets(sheets)
    assert [(issue.code, issue.severity) for issue in checked.issues] == [
        ("carried-over", Severity.NOTE)
    ]
    assert rows_of(checked, "Whole class") == []
