"""The base of the KPIs: who is expected in a period, and under whom a return counts."""

from datetime import date

import pytest

from hubdata.kpis.language.base import Base
from hubdata.periods import Period
from hubdata.services.registers.register import load_register
from hubdata.services.results.bases import load_bases
from hubdata.store.engine import reading
from tests.register.made_files import census_file, gias_file, links_file

pytestmark = pytest.mark.usefixtures("hub_store")

AUTUMN = Period.parse(202526, "autumn")
SUMMER = Period.parse(202526, "summer")


def load(*rows: dict[str, str], as_at: date, links: tuple[tuple[int, int, str], ...] = ()) -> None:
    files = [("gias.csv", gias_file(*rows))]
    files += [("links.csv", links_file(*links))] if links else []
    list(load_register(files, la_codes=["991"], as_at=as_at, actor="officer"))


def load_census(*rows: dict[str, str]) -> None:
    files = [("census.csv", census_file(*rows))]
    list(load_register(files, as_at=date(2025, 9, 1), actor="officer"))


def counted(urn: str, pupils: int, *, year: str = "202223") -> dict[str, str]:
    """A row of a census with so many pupils, half of them girls in Year 4."""
    girls = {"Full time girls Year group 4": str(pupils // 2)}
    return {"urn": urn, "time_period": year, "headcount of pupils": str(pupils), **girls}


def base_of(period: Period) -> Base:
    with reading() as session:
        return load_bases(session, [period])[period]


def test_a_school_is_split_by_what_the_register_says_of_it() -> None:
    load({"URN": "900001", "NumberOfPupils": "96"}, as_at=date(2025, 9, 1))
    [school] = base_of(AUTUMN).schools
    assert (school.urn, school.la_code, school.phase) == ("900001", "991", "Primary")
    assert (school.roll, school.size) == (96, "Up to 100 pupils")


def test_independent_schools_are_not_expected() -> None:
    independent = {"URN": "900002", "TypeOfEstablishment (name)": "Other independent school"}
    load({"URN": "900001"}, independent, as_at=date(2025, 9, 1))
    assert [school.urn for school in base_of(AUTUMN).schools] == ["900001"]


def test_a_predecessors_return_counts_for_its_successor_once_that_has_opened() -> None:
    old = {"URN": "900001", "CloseDate": "31-03-2026", "EstablishmentStatus (name)": "Closed"}
    new = {"URN": "900009", "OpenDate": "01-04-2026"}
    load(old, new, as_at=date(2025, 9, 1), links=((900001, 900009, "Successor"),))
    autumn, summer = base_of(AUTUMN), base_of(SUMMER)
    assert [school.urn for school in autumn.schools] == ["900001"]
    assert [school.urn for school in summer.schools] == ["900009"]
    assert summer.owner_of("900001") == "900009"
    assert autumn.owner_of("900009") == "900001"


def test_the_schools_of_a_past_term_are_told_again_after_a_newer_register() -> None:
    load({"URN": "900001"}, {"URN": "900002"}, as_at=date(2025, 9, 1))
    load({"URN": "900001"}, as_at=date(2026, 3, 1))
    assert len(base_of(AUTUMN).schools) == 2
    assert len(base_of(SUMMER).schools) == 1
    assert base_of(SUMMER).register_date == date(2026, 3, 1)


NEW = {"URN": "900009", "OpenDate": "01-09-2025", "NumberOfPupils": ""}


def test_a_census_older_than_a_conversion_tells_the_roll_of_todays_school() -> None:
    old = {"URN": "900001", "CloseDate": "31-08-2025", "EstablishmentStatus (name)": "Closed"}
    load(old, NEW, as_at=date(2025, 9, 1), links=((900001, 900009, "Successor"),))
    load_census(counted("900001", 80))
    [school] = base_of(AUTUMN).schools
    assert (school.urn, school.roll, school.roll_target_year) == ("900009", 80, 40)


def test_the_rolls_of_schools_that_merged_are_added_up_if_they_are_of_one_census() -> None:
    gone = {"CloseDate": "31-08-2025", "EstablishmentStatus (name)": "Closed"}
    links = [(urn, 900009, "Successor - merged") for urn in (900001, 900002, 900003)]
    closed = ({"URN": str(urn), **gone} for urn in (900001, 900002, 900003))
    load(*closed, NEW, as_at=date(2025, 9, 1), links=tuple(links))
    load_census(counted("900001", 80), counted("900002", 20), counted("900003", 7, year="202122"))
    [school] = base_of(AUTUMN).schools
    assert (school.roll, school.roll_target_year) == (100, 50)


def test_a_schools_own_roll_goes_before_those_of_its_former_numbers() -> None:
    old = {"URN": "900001", "CloseDate": "31-08-2025", "EstablishmentStatus (name)": "Closed"}
    load(old, NEW, as_at=date(2025, 9, 1), links=((900001, 900009, "Successor"),))
    load_census(counted("900001", 80), counted("900009", 90))
    [school] = base_of(AUTUMN).schools
    assert (school.roll, school.roll_target_year) == (90, 45)


def test_a_later_census_does_not_go_before_an_earlier_one_of_the_former_number() -> None:
    old = {"URN": "900001", "CloseDate": "31-08-2025", "EstablishmentStatus (name)": "Closed"}
    load(old, NEW, as_at=date(2025, 9, 1), links=((900001, 900009, "Successor"),))
    load_census(counted("900001", 80), counted("900009", 90, year="202627"))
    [school] = base_of(AUTUMN).schools
    assert school.roll == 80
