"""The rows an explanation reads are those that the numbers rest on."""

import pytest
from sqlalchemy import Engine

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.figures import compute
from hubdata.kpis.language.kpi import Example
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.examples import ANNUAL, AUTUMN, hub, moment_of, row, rows_of, school
from hubdata.kpis.reading.explain import explain
from hubdata.periods import Period
from hubdata.store.engine import open_engine
from hubdata.store.measuring.kpi_rows import first_slots_read, last_slot_read, load_kpi_rows
from hubdata.store.measuring.measures import evaluate_in_sql
from tests.store.random_hubs import store_rows


@pytest.fixture
def engine(sqlite_store_url: str) -> Engine:
    return open_engine(sqlite_store_url)


def test_an_annual_return_answers_for_a_cold_spot_of_the_autumn_and_is_explained(engine) -> None:
    kpi, base = CATALOGUE["S03"], hub(AUTUMN, school(1), school(2))
    told = {"support": (row(1, ANNUAL, strand_singing=False),)}
    example = Example("", base, told, 0, 0)
    asked = {"moment": moment_of(example), "policy": Policy()}
    with engine.connect() as connection:
        store_rows(connection, rows_of(example))
        found = evaluate_in_sql(connection, [kpi], [base], **asked)[AUTUMN, None]
        rows = load_kpi_rows(connection, [kpi], last_slot=last_slot_read(AUTUMN))
    explained = explain(kpi, base, rows, **asked).headline
    assert explained.computed == compute(kpi.headline, found)
    assert explained.computed.numerator == 1


def test_a_course_that_names_a_school_is_among_what_is_read_for_it(engine) -> None:
    kpi, base = CATALOGUE["S12"], hub(AUTUMN, school(1))
    told = {"cpd": (row("P07", AUTUMN, course="Drums", school_urns="2; 1", attendees=3),)}
    example = Example("", base, told, 0, 0)
    with engine.connect() as connection:
        store_rows(connection, rows_of(example))
        rows = load_kpi_rows(connection, [kpi], last_slot=last_slot_read(AUTUMN), sources={"1"})
    explained = explain(kpi, base, rows, moment=moment_of(example), policy=Policy())
    assert explained.headline.computed.value == 100


def test_only_what_is_carried_on_is_read_from_long_ago(engine) -> None:
    kpi, base, long_ago = CATALOGUE["M23"], hub(AUTUMN, school(1)), Period(AUTUMN.year.plus(-5))
    told = {"tuition": (row(1, long_ago, pupils=3),), "context": (row(1, long_ago, roll_total=90),)}
    example = Example("", base, told, 0, 0)
    firsts = first_slots_read([kpi], base, moment_of(example))
    with engine.connect() as connection:
        store_rows(connection, rows_of(example))
        rows = load_kpi_rows(
            connection, [kpi], first_slots=firsts, last_slot=last_slot_read(AUTUMN)
        )
    assert (len(rows["tuition"]), len(rows["context"]), len(rows["part"])) == (0, 1, 0)
