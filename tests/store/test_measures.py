"""Both readings of the KPIs agree: the store's SQL and plain Python, on any returns."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from hubdata.calendar import TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.evaluate import evaluate
from hubdata.kpis.expressions import Field, Known, Of, Setting, Times, all_of, is_yes
from hubdata.kpis.figures import Among, Figure, Ratio
from hubdata.kpis.kpi import Kpi
from hubdata.kpis.measures import Measure, Over, RollUp
from hubdata.kpis.policy import Policy
from hubdata.kpis.spans import Moment
from hubdata.kpis.splits import SPLITS
from hubdata.store.engine import open_engine
from hubdata.store.kpi_rows import load_kpi_rows
from hubdata.store.measures import evaluate_in_sql
from tests.store.random_hubs import RandomHub, random_hubs, store

EXAMPLES = int(os.environ.get("HUB_RANDOM_HUBS", "100"))
KPIS = tuple(CATALOGUE.values())
LAST_SLOT = 10**6


def as_kpi(kpi_id: str, *figures: Figure) -> Kpi:
    """A KPI of the test's own, for what the catalogue does not ask yet."""
    import dataclasses

    s01 = CATALOGUE["S01"]
    return dataclasses.replace(s01, id=kpi_id, headline=Ratio(*figures), parts=())


PERFORMERS = Measure("performers", "performance", Over.SUM, value=Field("performers"))
TERMS = Measure("terms", "performance", Over.TERMS, where=is_yes("termly_performance"))
CLASS_TERMS = Measure(
    "classes in three terms",
    "whole_class",
    Over.TERMS,
    entity=("class_id",),
    roll_up=RollUp.COUNT,
    enough=3,
)
PUPIL_WEEKS = Measure(
    "pupil weeks",
    "whole_class",
    Over.SUM,
    value=Times(Field("pupils"), Setting("regular_weeks")),
    entity=("class_id", "year_group"),
)
OWN = (
    as_kpi("X1", Figure("sum", value=Of(PERFORMERS)), Figure("n", where=Known(Of(PERFORMERS)))),
    as_kpi("X2", Figure("terms", value=Of(TERMS)), Figure("n", where=Known(Of(TERMS)))),
    as_kpi("X3", Figure("all", value=Of(CLASS_TERMS), among=Among.EVERYONE), Figure("n")),
    as_kpi("X4", Figure("weeks", value=Of(PUPIL_WEEKS)), Figure("n", where=all_of())),
)


@pytest.fixture
def sqlite(sqlite_store_url: str) -> Engine:
    return open_engine(sqlite_store_url)


@pytest.fixture
def postgres(postgres_store_url: str) -> Engine:
    return open_engine(postgres_store_url)


def check_agreement(engine: Engine, hub: RandomHub, split: str | None) -> None:
    moment = Moment(TermCalendar(), hub.today)
    kpis = (*KPIS, *OWN)
    asked = {"moment": moment, "policy": Policy(), "split": SPLITS[split] if split else None}
    with engine.connect() as connection, connection.begin() as transaction:
        store(connection, hub)
        by_sql = evaluate_in_sql(connection, kpis, hub.bases, **asked)
        rows = load_kpi_rows(connection, kpis, last_slot=LAST_SLOT)
        transaction.rollback()
    by_python = evaluate(kpis, hub.bases, rows, **asked)
    assert set(by_sql) == set(by_python)
    for place, figures in by_python.items():
        for kpi in kpis:
            for figure in kpi.figures:
                told = (kpi.id, figure.words, place, by_sql[place][figure], figures[figure])
                assert by_sql[place][figure] == figures[figure], told


splits = st.sampled_from([None, *SPLITS])
fixed = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=EXAMPLES, **fixed)
@given(hub=random_hubs(), split=splits)
def test_sql_and_python_agree_on_any_returns(sqlite: Engine, hub: RandomHub, split: str) -> None:
    check_agreement(sqlite, hub, split)


@pytest.mark.postgres
@settings(max_examples=max(10, EXAMPLES // 10), **fixed)
@given(hub=random_hubs(), split=splits)
def test_postgresql_agrees_too(postgres: Engine, hub: RandomHub, split: str) -> None:
    check_agreement(postgres, hub, split)
