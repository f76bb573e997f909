"""The sample hub is fictional, always the same, and comes in as public register files."""

from collections import Counter
from datetime import date

import pytest

from hubdata.register.boundaries import read_boundaries
from hubdata.register.census import read_census
from hubdata.register.deprivation import read_deprivation
from hubdata.register.facts import is_rural, is_special_or_alternative, open_state_funded
from hubdata.register.files import detect_kind
from hubdata.register.gias import read_schools
from hubdata.register.kinds import RegisterKind
from hubdata.register.links import build_succession, read_links, resolve_urn
from hubdata.register.location import location_of
from sample_data.hub import FIRST_URN, REGISTER_DATE, build_sample_hub
from sample_data.names import LONGEST, TWICE
from sample_data.places import is_inside
from sample_data.register_files import render_register

HUB = build_sample_hub()
READERS = (read_schools, read_links, read_census, read_deprivation, read_boundaries)


@pytest.fixture(scope="module")
def files():
    return render_register(HUB)


@pytest.fixture(scope="module")
def read(files):
    """What the register's own readers make of each file, by kind."""
    found = [reader(*file) for reader, file in zip(READERS, files.items(), strict=True)]
    return {file.kind: file for file in found}


def test_there_is_one_file_of_each_public_kind(files):
    kinds = {detect_kind(name, content) for name, content in files.items()}
    assert kinds == set(RegisterKind) - {RegisterKind.REPORTABLE_SCHOOLS}


def test_every_file_reads_without_an_issue(read):
    assert [issue for file in read.values() for issue in file.issues] == []


def test_the_extract_has_the_layout_of_the_real_one(read):
    assert read[RegisterKind.GIAS_EXTRACT].layout == "135 columns"


def test_the_same_files_come_out_every_time(files):
    build_sample_hub.cache_clear()
    assert render_register(build_sample_hub()) == files


def test_nothing_has_a_real_code(read):
    schools = read[RegisterKind.GIAS_EXTRACT].records
    assert {school.la_code for school in schools} == {"991", "992", "993"}
    assert min(school.urn for school in schools) >= FIRST_URN
    assert all(school.lsoa_code.startswith("E01999") for school in schools)
    assert all(school.gss_la_code.startswith("E99") for school in schools)


def test_there_are_about_320_open_state_funded_schools_of_every_sort(read):
    schools = open_state_funded(read[RegisterKind.GIAS_EXTRACT].records, REGISTER_DATE)
    phases = Counter(school.phase for school in schools)
    assert 315 <= len(schools) <= 325
    assert 235 <= phases["Primary"] <= 250
    assert 42 <= phases["Secondary"] <= 48
    assert (phases["All-through"], phases["Nursery"]) == (3, 4)
    assert phases["Middle deemed primary"] + phases["Middle deemed secondary"] == 2
    assert sum(map(is_special_or_alternative, schools)) == 22
    assert sum(bool(is_rural(school)) for school in schools) > 80


def test_some_establishments_are_not_the_hubs_business(read):
    schools = read[RegisterKind.GIAS_EXTRACT].records
    types = {school.type for school in schools}
    assert {"Other independent school", "Further education"} <= types
    assert {"Closed", "Proposed to open", "Open, but proposed to close"} <= {
        school.status for school in schools
    }


def test_an_old_urn_leads_to_the_academy_of_today(read):
    open_now = {
        school.urn
        for school in open_state_funded(read[RegisterKind.GIAS_EXTRACT].records, REGISTER_DATE)
    }
    succession = build_succession(read[RegisterKind.GIAS_LINKS].records)
    converted = [school for school in HUB.schools if school.former]
    assert len(converted) == 4
    for school in converted:
        assert resolve_urn(school.former.urn, open_now, succession) == school.urn


def test_a_school_has_one_urn_on_any_day():
    school = next(school for school in HUB.schools if school.former)
    first_day = school.opened_on
    assert school.urn_on(first_day) == school.urn
    assert school.urn_on(school.former.closed_on) == school.former.urn
    closed = next(school for school in HUB.schools if school.closed_on)
    assert closed.urn_on(date(2026, 1, 1)) is None


def test_rolls_of_census_and_extract_agree(read):
    extract = {school.urn: school for school in read[RegisterKind.GIAS_EXTRACT].records}
    for roll in read[RegisterKind.SCHOOL_CENSUS].records:
        by_stage = (roll.roll_eyfs, roll.ks1, roll.ks2, roll.ks3, roll.ks4, roll.ks5)
        assert sum(by_stage) == roll.headcount
        assert sum(roll.year_groups.values()) + roll.nursery == roll.headcount
        assert extract[roll.urn].number_of_pupils in (roll.headcount, None)


def test_every_school_stands_in_its_authority_and_in_a_known_area(read):
    areas = {area.lsoa_code for area in read[RegisterKind.DEPRIVATION].records}
    outlines = {
        area.code: [tuple(point) for point in area.geometry["coordinates"][0]]
        for area in read[RegisterKind.BOUNDARIES].records
    }
    for school in read[RegisterKind.GIAS_EXTRACT].records:
        latitude, longitude = location_of(school)
        assert is_inside((longitude, latitude), outlines[school.gss_la_code])
        assert school.lsoa_code in areas


def test_names_try_the_layouts():
    names = Counter((school.authority.code, school.name) for school in HUB.schools)
    assert names["991", TWICE] == 2
    assert [count for count in names.values() if count > 1] == [2]
    assert len(LONGEST) >= 85
    assert ("991", LONGEST) in names
    words = {name for _, name in names}
    pairs = {name for name in words if name.replace(" Infant ", " Junior ") in words}
    assert len([name for name in pairs if " Infant " in name]) >= 5
    assert any("'" in name for name in words)
