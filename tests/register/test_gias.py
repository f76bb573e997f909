"""Schools from the GIAS extract, in both layouts, and rows that are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from hubdata.register import read_schools
from tests.register.made_files import ASH, GIAS_HEADINGS, SHORT_HEADINGS, csv_text, gias_file

SHORT_ASH = {
    "urn": "900001",
    "la_code": "991",
    "la_name": "Northmere",
    "establishment_number": "2001",
    "establishment_name": "Ash Primary School",
    "establishment_type": "Community school",
    "establishment_type_group": "Local authority maintained schools",
    "education_phase": "Primary",
    "number_of_pupils": "210",
    "lsoa_code": "E01000010",
}


def test_both_layouts_give_the_same_school() -> None:
    wide = read_schools("wide.csv", gias_file({}))
    short = read_schools("short.csv", csv_text(SHORT_HEADINGS, SHORT_ASH).encode("cp1252"))
    (one,), (other,) = wide.records, short.records
    shared = wide.fields & short.fields
    assert {name: getattr(one, name) for name in shared} == {
        name: getattr(other, name) for name in shared
    }
    assert one.laestab == other.laestab == "9912001"
    assert "status" in wide.fields - short.fields
    assert other.status is None


def test_every_fact_of_the_wide_layout_is_read() -> None:
    school = read_schools(
        "x",
        gias_file(
            {
                "OpenDate": "01-09-2012",
                "CloseDate": "31/08/2030",
                "CensusDate": "2025-01-16",
                "StatutoryLowAge": "4",
                "StatutoryHighAge": "11",
                "PercentageFSM": "12.5",
                "FSM": "26",
                "SENStat": "3",
                "SENNoStat": "31",
                "Trusts (code)": "16001",
                "Trusts (name)": "ELM TRUST",
                "UKPRN": "10099999",
                "Town": "Elmford",
                "Postcode": "ZZ1 1ZZ",
                "UrbanRural (name)": "(England/Wales) Rural village",
                "GSSLACode (name)": "E10000099",
                "DistrictAdministrative (code)": "E07000999",
                "DistrictAdministrative (name)": "Mereside",
                "Easting": "294145",
                "Northing": "91451",
            }
        ),
    ).records[0]
    assert (school.opened_on, school.closed_on) == (date(2012, 9, 1), date(2030, 8, 31))
    assert (school.census_date, school.low_age, school.high_age) == (date(2025, 1, 16), 4, 11)
    assert (school.percentage_fsm, school.fsm_pupils) == (12.5, 26)
    assert (school.ehcp, school.sen_support) == (3, 31)
    assert (school.trust_code, school.trust_name) == ("16001", "ELM TRUST")
    assert (school.ukprn, school.town, school.postcode) == ("10099999", "Elmford", "ZZ1 1ZZ")
    assert (school.gss_la_code, school.district_code) == ("E10000099", "E07000999")
    assert (school.district_name, school.urban_rural) == (
        "Mereside",
        "(England/Wales) Rural village",
    )
    assert (school.easting, school.northing) == (294145, 91451)


def test_no_pupils_is_not_the_same_as_not_known() -> None:
    none, blank = read_schools(
        "x", gias_file({"NumberOfPupils": "0"}, {"URN": "900002", "NumberOfPupils": ""})
    ).records
    assert none.number_of_pupils == 0
    assert blank.number_of_pupils is None


@pytest.mark.parametrize("code", ["999999999", "L99999999", "M99999999", "W01000123", "S01000123"])
def test_pseudo_areas_are_no_areas(code: str) -> None:
    assert read_schools("x", gias_file({"LSOA (code)": code})).records[0].lsoa_code is None


def test_a_school_at_grid_zero_has_no_place() -> None:
    row = SHORT_ASH | {"easting": "0", "northing": "0", "latitude": "49.7", "longitude": "-7.5"}
    school = read_schools("x", csv_text(SHORT_HEADINGS, row).encode()).records[0]
    assert (school.easting, school.latitude, school.longitude) == (None, None, None)


def test_longitudes_near_greenwich_may_be_written_in_powers_of_ten() -> None:
    row = SHORT_ASH | {"easting": "5", "northing": "5", "latitude": "51.5", "longitude": "-4.9e-05"}
    school = read_schools("x", csv_text(SHORT_HEADINGS, row).encode()).records[0]
    assert school.longitude == pytest.approx(-0.000049)


def test_only_the_authorities_asked_for_are_kept() -> None:
    content = gias_file({}, {"URN": "900002", "LA (code)": "992"}, {"URN": "bad", "LA (code)": "1"})
    chosen = read_schools("x", content, la_codes={"992"})
    assert [school.urn for school in chosen.records] == [900002]
    assert (chosen.rows, chosen.issues) == (3, ())


def test_a_bad_cell_costs_its_value_only() -> None:
    found = read_schools(
        "gias.csv", gias_file({"NumberOfPupils": "many", "OpenDate": "31-02-2020"})
    )
    assert found.records[0].number_of_pupils is None
    assert found.records[0].opened_on is None
    assert [str(issue) for issue in found.issues] == [
        "gias.csv, row 2: under OpenDate, '31-02-2020' is not a date (write it as 31-08-2025). "
        "It counts as not known.",
        "gias.csv, row 2: under NumberOfPupils, 'many' is not a number of 0 or more. "
        "It counts as not known.",
    ]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"URN": "12345"}, "under URN, the URN '12345' is not six digits. The row is left out."),
        ({"URN": ""}, "under URN, the URN is blank. The row is left out."),
        ({"EstablishmentName": ""}, "EstablishmentName is blank. The row is left out."),
        ({"URN": "900001"}, "URN 900001 is there already in row 2. That row is used."),
    ],
)
def test_a_bad_row_costs_only_itself(wrong: dict[str, str], what: str) -> None:
    found = read_schools("x", gias_file({}, {"URN": "900002", **wrong}, {"URN": "900003"}))
    assert [school.urn for school in found.records] == [900001, 900003]
    assert [(issue.row, issue.what) for issue in found.issues] == [(3, what)]


def test_blank_lines_are_passed_over_and_rows_count_as_in_a_spreadsheet() -> None:
    lines = gias_file({}, {"URN": "x"}).split(b"\r\n")
    content = b"\r\n".join(
        [lines[0], b"", lines[1], b" " + b"," * (len(GIAS_HEADINGS) - 1), lines[2]]
    )
    found = read_schools("x", content)
    assert len(found.records) == 1
    assert [issue.row for issue in found.issues] == [5]


def test_a_comma_that_is_not_quoted_costs_only_its_row() -> None:
    content = gias_file({}, {"URN": "900002", "EstablishmentName": "Elm School"})
    found = read_schools("x", content.replace(b"Elm School", b"Elm, School"))
    assert [school.urn for school in found.records] == [900001]
    assert found.issues[0].what.startswith("34 cells under 33 headings. A name with a comma")


def test_a_quotation_mark_never_closed_does_not_swallow_the_rest() -> None:
    rows = [{"URN": str(900001 + place)} for place in range(40)]
    content = gias_file(*rows).replace(b"900003,991", b'900003,"991')
    assert len(read_schools("x", content).records) == 40


def test_a_row_cut_short_is_noted() -> None:
    found = read_schools("x", gias_file({}, {"URN": "900002"})[:-40])
    assert [school.urn for school in found.records] == [900001]
    assert "cut short" in found.issues[0].what


def test_names_of_head_teachers_are_never_read() -> None:
    school = read_schools("x", gias_file({"HeadLastName": "Quill"})).records[0]
    assert "Quill" not in repr(school)


def test_the_made_row_has_every_heading_it_names() -> None:
    assert set(ASH) <= set(GIAS_HEADINGS)
