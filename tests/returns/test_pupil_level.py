"""Lists of pupils are refused with what to send instead; numbers of pupils never are."""

import pytest

from hubdata.errors import RefusedFile
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.pupil_level import check_letter, is_upn
from tests.returns.workbooks import build_csv, build_form, build_grids, build_workbook, clean_sheets

UPNS = [
    letter + digits
    for digits in ("823114500012", "823114500013")
    if (letter := check_letter(digits))
]
PUPILS = {
    "names and births": [["Forename", "Surname", "DOB"], ["Ada", "Lane", "01/02/2016"]],
    "one name and births": [
        ["Name", "Date of Birth", "Instrument"],
        ["Ada Lane", "1/2/16", "oboe"],
    ],
    "UPN column": [["UPN", "Instrument"], ["?", "violin"]],
    "UPN values": [["Ref", "Instrument"], [UPNS[0], "violin"], [UPNS[1], "cello"]],
    "names and addresses": [["Pupil name", "Home address"], ["Ada Lane", "1 High St"]],
    "names and classes": [["First name", "Last name", "Class", "PP"], ["Ada", "Lane", "4A", "Y"]],
    "notes above": [["Brass 2025"], [], ["Pupil's name", "Year group"], ["Ada Lane", 4]],
    "form for one pupil": [["Child's name", "Ada"], ["Date of birth", "1/2/16"]],
}


@pytest.mark.parametrize("case", PUPILS)
@pytest.mark.parametrize("build", [build_csv, lambda rows: build_grids({"Sheet1": rows})])
def test_a_list_of_pupils_is_refused_with_what_to_send_instead(case, build):
    with pytest.raises(RefusedFile, match="numbers of pupils only"):
        read_file("pupils.csv", build(PUPILS[case]))


def test_a_list_of_pupils_on_a_hidden_sheet_of_a_return_is_refused():
    grids = {
        "Return": [["time_period", "school_urn"], [202526, 900123]],
        "register": PUPILS["names and births"],
    }
    with pytest.raises(RefusedFile):
        read_file("return.xlsx", build_grids(grids, hidden=["register"]))


@pytest.mark.parametrize("build", [build_workbook, build_form])
def test_a_return_is_not_taken_for_a_list_of_pupils(build):
    assert read_file("return.xlsx", build(clean_sheets())).returns


def test_the_name_and_address_of_a_school_are_no_secret():
    rows = [
        ["URN", "Name", "Address", "Postcode", "Year", "Number on roll", "Plan status"],
        [900123, "Beacon Hill", "1 High St", "AB1 2CD", "2025/26", 210, "draft"],
    ]
    assert read_file("schools.csv", build_csv(rows)).returns


def test_a_upn_is_known_by_its_check_letter():
    right = UPNS[0]
    wrong = ("B" if right[0] == "A" else "A") + right[1:]
    assert is_upn(right)
    assert not is_upn(wrong)
    assert not is_upn("900123")
