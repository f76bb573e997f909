"""The base of the KPIs: who is expected in a period, and under whom a return counts."""

from datetime import date

import pytest

from hubdata.kpis.base import Base
from hubdata.periods import Period
from hubdata.services.registers.register import load_register
from hubdata.services.results.bases import load_bases
from hubdata.store.engine import reading
from tests.register.made_files import gias_file, links_file

pytestmark = pytest.mark.usefixtures("hub_store")

AUTUMN = Period.parse(202526, "autumn")
SUMMER = Period.parse(202526, "summer")


def load(*rows: dict[str, str], as_at: date, links: tuple[tuple[int, int, str], ...] = ()) -> None:
    files = [("gias.csv", gias_file(*rows))]
    files += [("links.csv", links_file(*links))] if links else []
    list(load_register(files, la_codes=["991"], as_at=as_at, actor="officer"))


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
