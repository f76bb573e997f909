"""What the register page shows: what a file is before it is loaded, what is loaded, the counts."""

from datetime import date

import pytest

from hubdata.register.kinds import RegisterKind
from hubdata.services.registers.register import count_schools, load_register
from hubdata.services.registers.register_sources import (
    SOURCES,
    count_by_place,
    describe_files,
    list_loads,
)
from tests.register.made_files import gias_file

pytestmark = pytest.mark.usefixtures("hub_store")
SEPTEMBER = date(2026, 9, 1)
SCHOOLS = gias_file(
    {},
    {"URN": "900002", "PhaseOfEducation (name)": "Secondary"},
    {"URN": "900003", "LA (code)": "992", "LA (name)": "Southmere"},
    {"URN": "900004", "EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"},
)


def load_schools() -> None:
    list(load_register([("schools.csv", SCHOOLS)], as_at=SEPTEMBER, actor="Ann"))


def test_every_kind_of_file_is_explained() -> None:
    assert [source.kind for source in SOURCES] == list(RegisterKind)


def test_schools_are_counted_by_phase_and_authority() -> None:
    load_schools()
    counts = count_by_place()
    assert counts.authorities == {"991": "Northmere", "992": "Southmere"}
    assert counts.phases == ("Primary", "Secondary")
    assert counts.count(phase="Primary", la_code="991") == 1
    assert counts.count(phase="Primary") == counts.count(la_code="991") == 2
    assert counts.total == count_schools() == 3
    assert counts.register_date == SEPTEMBER


def test_counts_are_those_of_the_day_asked_for() -> None:
    load_schools()
    assert count_by_place(date(2026, 8, 30)).total == 4


def test_a_hub_without_a_register_has_no_schools_to_count() -> None:
    counts = count_by_place()
    assert (counts.total, counts.register_date, counts.phases) == (0, None, ())


def test_files_are_described_before_anything_is_loaded() -> None:
    found = describe_files(
        [
            ("edubasealldata20260901.csv", SCHOOLS),
            ("list.csv", b"URN\n900001\n"),
            ("notes.csv", b"Choir,Day\n"),
        ],
        None,
    )
    assert [file.kind for file in found] == [
        RegisterKind.GIAS_EXTRACT,
        RegisterKind.REPORTABLE_SCHOOLS,
        None,
    ]
    assert [file.as_at for file in found] == [SEPTEMBER, date(2026, 11, 2), None]
    assert [file.replaces_schools for file in found] == [False, True, False]
    assert found[2].problem.startswith("notes.csv: the headings found")
    assert list_loads() == ()


def test_loaded_files_are_listed_newest_first() -> None:
    load_schools()
    list(load_register([("list.csv", b"URN\n900001\n")], actor="Ann"))
    assert [load.name for load in list_loads()] == ["list.csv", "schools.csv"]
    assert list_loads()[1].sentences == (
        "The register has 4 schools of 2 authorities; 3 of them open and state-funded.",
    )
    assert count_by_place().own_list == 1
