"""Tables with a list across: a key stage, year group or size in each column, a row for each school.

What is read so is always asked, of every return, before it can count.
"""

import pytest

from hubdata.errors import UnreadableFile
from hubdata.returns.checking.checking import check_return
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.inspecting import Guess, inspect_file
from hubdata.returns.reading.raw import ReadFile, Told
from hubdata.store.intake.returns import cell_of
from tests.returns.workbooks import URN, build_csv, build_grids

TOLD = Told(year=202526, term="autumn")
OTHER = 900124
WHO = ["URN", "School"]
SCHOOLS = [[URN, "Beacon Hill"], [OTHER, "Oak"]]


def read(rows: list, *, sheet: str = "Tuition", merged: tuple[str, ...] = ()) -> ReadFile:
    return read_file("a.xlsx", build_grids({sheet: rows}, merged={sheet: merged}), told=TOLD)


def cells(file: ReadFile, sheet: str = "Tuition") -> list[list[dict]]:
    """The cells of the rows of each return."""
    return [[dict(row.cells) for row in one.part(sheet).rows] for one in file.returns]


def codes(file: ReadFile) -> list[list[str]]:
    return [[issue.code for issue in one.issues] for one in file.returns]


def test_key_stages_across_are_a_row_for_each_that_has_a_number():
    rows = [[*WHO, "KS1", "Key stage 2"], [*SCHOOLS[0], 4, 12], [*SCHOOLS[1], None, 3]]
    file = read(rows)
    assert cells(file) == [
        [{"key_stage": "KS1", "pupils": 4}, {"key_stage": "Key stage 2", "pupils": 12}],
        [{"key_stage": "Key stage 2", "pupils": 3}],
    ]
    assert codes(file) == [["list-across"]] * 2


@pytest.mark.parametrize("nothing", [0, "-", "n/a", None, "0"])
def test_nothing_in_a_column_is_no_row(nothing):
    assert len(cells(read([[*WHO, "KS1", "KS2"], [*SCHOOLS[0], nothing, 12]]))[0]) == 1


@pytest.mark.parametrize("something", ["lots", "c", "10ish"])
def test_what_cannot_be_a_number_is_a_row_with_its_problem(something):
    file = read([[*WHO, "KS1", "KS2"], [*SCHOOLS[0], something, 12]])
    assert [row["pupils"] for row in cells(file)[0]] == [something, 12]


@pytest.mark.parametrize("merged", [("C1:D1", "E1:F1", "A1:A2", "B1:B2"), ()])
def test_a_group_over_several_columns_is_a_row_with_several_numbers(merged):
    rows = [
        [*WHO, "KS1", None, "KS2", None],
        [None, None, "Pupils", "New", "Pupils", "New"],
        [*SCHOOLS[0], 4, 1, 12, 3],
    ]
    file = read(rows, merged=merged)
    assert cells(file) == [
        [
            {"key_stage": "KS1", "pupils": 4, "pupils_new": 1},
            {"key_stage": "KS2", "pupils": 12, "pupils_new": 3},
        ]
    ]


def test_what_is_counted_may_stand_above_the_list():
    rows = [
        [*WHO, "Pupils", None, "New", None],
        [None, None, "KS1", "KS2", "KS1", "KS2"],
        [*SCHOOLS[0], 4, 12, 1, 3],
    ]
    [[first, second]] = cells(read(rows, merged=("C1:D1", "E1:F1", "A1:A2", "B1:B2")))
    assert first == {"key_stage": "KS1", "pupils": 4, "pupils_new": 1}
    assert second == {"key_stage": "KS2", "pupils": 12, "pupils_new": 3}


def test_two_lists_across_tell_a_row_together():
    rows = [
        [*WHO, "Taught by", "KS1", None, "KS2", None],
        [None, None, None, "Individual", "Small group", "Individual", "Small group"],
        [*SCHOOLS[0], "hub lead", 4, 9, 12, 30],
    ]
    file = read(rows, merged=("D1:E1", "F1:G1", "A1:A2", "B1:B2", "C1:C2"))
    checked = check_return(file.returns[0])
    assert [issue.code for issue in checked.issues] == ["list-across"]
    [part] = checked.parts
    found = [(r.values["key_stage"], r.values["group_size"], r.values["pupils"]) for r in part.rows]
    assert found == [
        *[("KS1", "individual", 4), ("KS1", "small", 9)],
        *[("KS2", "individual", 12), ("KS2", "small", 30)],
    ]
    assert {row.values["provider_type"] for row in part.rows} == {"hub lead"}


def test_year_groups_across_are_classes_that_are_called_after_them():
    file = read([[*WHO, "Year 3", "Y4"], [*SCHOOLS[0], 28, 30]], sheet="Whole class")
    checked = check_return(file.returns[0])
    [part] = checked.parts
    assert [(r.values["class_id"], r.values["pupils"]) for r in part.rows] == [
        ("Year 3", 28),
        ("Year 4", 30),
    ]
    assert [issue.code for issue in checked.issues] == ["list-across", "key-made-up"]


def test_what_every_row_needs_and_no_column_tells_is_said():
    file = read([[*WHO, "Ukulele", "Recorder"], [*SCHOOLS[0], 28, 30]], sheet="Whole class")
    assert [row["instrument"] for row in cells(file, "Whole class")[0]] == ["Ukulele", "Recorder"]
    missing = [i.field for i in check_return(file.returns[0]).issues if i.code == "missing-column"]
    assert missing == ["year_group"]


def test_a_total_beside_the_list_is_not_a_row_of_its_own():
    file = read([[*WHO, "KS1", "KS2", "Total pupils"], [*SCHOOLS[0], 4, 12, 16]])
    assert [row["pupils"] for row in cells(file)[0]] == [4, 12]


def test_a_row_of_totals_below_is_not_read():
    rows = [[*WHO, "KS1", "KS2"], [*SCHOOLS[0], 4, 12], ["Total", None, 4, 12]]
    file = read(rows)
    assert len(file.returns) == 1
    assert codes(file) == [["list-across", "totals-row"]]


@pytest.mark.parametrize(
    ("name", "sheet", "title"),
    [
        ("WCET autumn.xlsx", "Sheet1", None),
        ("a.xlsx", "WCET numbers", None),
        ("a.xlsx", "Sheet1", "Whole class teaching by year group"),
    ],
)
def test_the_name_of_the_file_or_sheet_or_a_title_says_what_is_counted(name, sheet, title):
    rows = [*([[title], []] if title else []), [*WHO, "Year 3", "Year 4"], [*SCHOOLS[0], 28, 30]]
    file = read_file(name, build_grids({sheet: rows}), told=TOLD)
    assert [row["pupils"] for row in cells(file, "Whole class")[0]] == [28, 30]


def test_a_list_across_that_nothing_names_is_not_guessed():
    content = build_grids({"Sheet1": [[*WHO, "Year 3", "Year 4"], [*SCHOOLS[0], 28, 30]]})
    with pytest.raises(UnreadableFile):
        read_file("numbers.xlsx", content, told=TOLD)


def test_words_of_lists_among_answers_are_no_headings():
    headings = ["URN", "Group size", "KS", "Taught by", "Pupils"]
    content = build_csv([headings, [URN, "small", "KS2", "hub lead", 6]])
    file = read_file("tuition.csv", content, told=TOLD)
    assert codes(file) == [[]]
    assert len(cells(file)[0]) == 1


def test_the_columns_of_a_list_are_shown_with_what_they_are_read_as():
    content = build_grids({"Tuition": [[*WHO, "KS1", "KS2"], [*SCHOOLS[0], 4, 12]]})
    [sheet] = inspect_file("a.xlsx", content, TOLD).sheets
    assert [(one.heading, one.place) for one in sheet.headings][2:] == [
        ("KS1", "tuition.pupils"),
        ("KS2", "tuition.pupils"),
    ]


def test_a_number_in_a_list_across_is_told_by_its_own_cell_or_those_of_its_row():
    file = read([[*WHO, "KS1", "KS2"], [*SCHOOLS[0], "lots", 12]])
    checked = check_return(file.returns[0])
    assert [issue.cell for issue in checked.issues if issue.code == "not-a-number"] == ["C2"]
    places = checked.parts[0].places
    assert cell_of(places, "pupils", row_number=2) == "C2:D2"
    assert cell_of({"pupils": "F"}, "pupils", row_number=7) == "F7"
    assert cell_of({}, "pupils", row_number=7) == ""


def test_a_column_of_a_list_that_is_not_to_be_read_is_left_out():
    content = build_grids({"Tuition": [[*WHO, "KS1", "KS2", "KS3"], [*SCHOOLS[0], 4, 12, 3]]})
    told = Told(year=202526, term="autumn", headings={"ks2": "", "ks1": "tuition.pupils"})
    [rows] = cells(read_file("a.xlsx", content, told=told))
    assert [row["key_stage"] for row in rows] == ["KS1", "KS3"]


def test_a_person_is_shown_what_the_headings_across_answer_and_how_many_rows_there_are():
    rows = [[*WHO, "KS1", "Key stage 2"], [*SCHOOLS[0], 4, 12], [*SCHOOLS[1], 2, 3]]
    [sheet] = inspect_file("a.xlsx", build_grids({"Tuition": rows}), TOLD).sheets
    assert sheet.rows == len(SCHOOLS)
    assert [one.answers for one in sheet.headings] == [(), (), *[("tuition.key_stage",)] * 2]
    assert [one.guess for one in sheet.headings[2:]] == [Guess.LISTED] * 2
