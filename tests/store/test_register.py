"""The register in the store: the schools of any day can be told again, whatever came later."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from hubdata.register.boundaries import Boundary
from hubdata.register.census import SchoolRoll
from hubdata.register.deprivation import Deprivation
from hubdata.register.facts import CLOSED
from hubdata.register.kinds import RegisterKind
from hubdata.register.links import Link, LinkKind
from hubdata.register.reportable import ReportableSchool
from hubdata.register.schools import School
from hubdata.store.engine import reading, writing
from hubdata.store.registers.register import (
    load_boundaries,
    load_census_rolls,
    load_deprivation,
    load_links,
    load_reportable,
    load_schools,
    save_boundaries,
    save_deprivation,
    save_links,
    save_load,
    save_register,
    save_reportable,
    save_rolls,
)
from hubdata.vocabulary import YearGroup

MAY, SEPTEMBER, JANUARY = date(2026, 5, 1), date(2026, 9, 1), date(2027, 1, 4)
ASH = School(urn=900001, la_code="991", name="Ash Primary School", status="Open")
ELM = School(urn=900002, la_code="991", name="Elm Primary School", status="Open")


def register(
    session: Session, as_at: date, *schools: School, retired: tuple[School, ...] = ()
) -> None:
    load_id = save_load(
        session,
        kind=RegisterKind.GIAS_EXTRACT,
        name="schools.csv",
        sha256="0" * 64,
        as_at=as_at,
        rows=len(schools),
        summary="",
        actor="Ann",
    )
    save_register(session, schools, retired=retired, as_at=as_at, load_id=load_id)


def names_on(url: str, day: date | None) -> dict[str, str | None]:
    with reading(url) as session:
        return {s.name: s.status for s in load_schools(session, day).schools.values()}


def test_a_store_without_a_register_has_no_schools(any_store_url: str) -> None:
    with reading(any_store_url) as session:
        then = load_schools(session)
    assert then.as_at is None
    assert then.schools == {}


def test_every_fact_of_a_school_comes_back(any_store_url: str) -> None:
    full = replace(ASH, opened_on=MAY, percentage_fsm=12.5, latitude=51.5, number_of_pupils=0)
    with writing(any_store_url) as session:
        register(session, MAY, full)
    with reading(any_store_url) as session:
        assert load_schools(session).schools == {ASH.urn: full}


def test_a_school_retired_later_is_still_there_on_the_earlier_day(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        register(session, MAY, ASH, ELM)
        register(session, SEPTEMBER, retired=(ELM,))
    assert names_on(any_store_url, date(2026, 8, 31))[ELM.name] == "Open"
    assert names_on(any_store_url, SEPTEMBER) == {ASH.name: "Open", ELM.name: CLOSED}


def test_before_the_first_register_the_first_one_holds(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        register(session, MAY, ASH)
    with reading(any_store_url) as session:
        then = load_schools(session, date(2020, 1, 1))
    assert (then.as_at, list(then.schools)) == (MAY, [ASH.urn])


def test_an_older_register_loaded_later_leaves_the_newer_one_as_it_was(any_store_url: str) -> None:
    """Elm is unchanged from May to January, so January wrote nothing down about it; September,
    loaded last, has another name for Elm, no Ash, and an Oak that January did not have."""
    oak = School(urn=900003, la_code="991", name="Oak Primary School", status="Open")
    with writing(any_store_url) as session:
        register(session, MAY, ASH, ELM)
        register(session, JANUARY)
    before = names_on(any_store_url, JANUARY)
    with writing(any_store_url) as session:
        register(session, SEPTEMBER, replace(ELM, name="Elm Academy"), oak, retired=(ASH,))
    after = names_on(any_store_url, JANUARY)
    assert after.pop(oak.name) == CLOSED
    assert after == before == {ASH.name: "Open", ELM.name: "Open"}
    assert names_on(any_store_url, SEPTEMBER) == {
        ASH.name: CLOSED,
        "Elm Academy": "Open",
        oak.name: "Open",
    }


def test_an_older_register_of_another_authority_is_not_closed_by_the_newer(
    any_store_url: str,
) -> None:
    bay = School(urn=900004, la_code="992", name="Bay Primary School", status="Open")
    with writing(any_store_url) as session:
        register(session, JANUARY, ASH)
        register(session, SEPTEMBER, bay)
    assert names_on(any_store_url, JANUARY) == {ASH.name: "Open", bay.name: "Open"}


def test_the_same_day_loaded_again_replaces_that_day(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        register(session, MAY, ASH)
        register(session, MAY, replace(ASH, name="Ash Academy"))
    assert names_on(any_store_url, None) == {"Ash Academy": "Open"}


def test_every_census_is_kept_the_oldest_first(any_store_url: str) -> None:
    roll = SchoolRoll(urn=ASH.urn, year=202425, headcount=0, year_groups={YearGroup("R"): 30})
    with writing(any_store_url) as session:
        save_rolls(session, [SchoolRoll(urn=ASH.urn, year=202526, headcount=215), roll])
    with reading(any_store_url) as session:
        earlier, later = load_census_rolls(session)
    assert (earlier.headcount, earlier.ks1, later.headcount) == (0, None, 215)
    assert earlier.year_groups == '{"R": 30}'


def test_a_second_index_adds_what_the_first_does_not_state(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        save_deprivation(session, [Deprivation("E01000010", imd_decile=3, imd_rank=9000)])
    with writing(any_store_url) as session:
        save_deprivation(session, [Deprivation("E01000010", idaci_decile=2)])
    with reading(any_store_url) as session:
        found = load_deprivation(session, ["E01000010", "E01000011"])
    assert found == {"E01000010": Deprivation("E01000010", 3, 9000, 2, None)}


def test_links_and_outlines_are_kept_once(any_store_url: str) -> None:
    link = Link(ASH.urn, ELM.urn, LinkKind.SUCCESSOR, "Successor", MAY)
    area = Boundary("E06000991", "Northmere", {"type": "Polygon", "coordinates": [[[0, 0]]]})
    for _ in range(2):
        with writing(any_store_url) as session:
            save_links(session, [link])
            save_boundaries(session, [area])
    with reading(any_store_url) as session:
        assert load_links(session) == [link]
        assert load_boundaries(session) == [area]


def test_a_new_list_of_reportable_schools_replaces_the_old(any_store_url: str) -> None:
    for urn in (ASH.urn, ELM.urn):
        with writing(any_store_url) as session:
            save_reportable(session, [ReportableSchool(urn, None, 2)])
    with reading(any_store_url) as session:
        assert load_reportable(session) == {ELM.urn}
