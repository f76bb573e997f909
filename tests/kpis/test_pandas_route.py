"""A third, independent reading agrees with the product's SQL: pandas, on any returns, by every
split."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from hubdata.calendar import TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.figures import Computed, compute
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import BY_SCHOOL, SPLITS
from hubdata.kpis.reading.spans import Moment
from hubdata.store.engine import open_engine
from hubdata.store.measuring.kpi_rows import last_slot_read, load_kpi_rows
from hubdata.store.measuring.measures import evaluate_in_sql
from tests.kpis.pandas_hub import PandasHub
from tests.kpis.pandas_route import KPI_IDS, compute_of_nobody, compute_with_pandas
from tests.store.random_hubs import PERIODS, RandomHub, random_hubs, store

EXAMPLES = max(5, int(os.environ.get("HUB_RANDOM_HUBS", "500")) // 100)
KPIS = tuple(CATALOGUE[kpi_id] for kpi_id in KPI_IDS)
fixed = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def sqlite(sqlite_store_url: str) -> Engine:
    return open_engine(sqlite_store_url)


def test_the_third_route_takes_at_least_25_kpis_by_every_split_of_schools() -> None:
    assert len(KPI_IDS) >= 25
    assert all(kpi.splits == BY_SCHOOL for kpi in KPIS)


@pytest.mark.parametrize("split", [None, *BY_SCHOOL])
@settings(max_examples=EXAMPLES, **fixed)
@given(hub=random_hubs(), place=st.sampled_from(PERIODS))
def test_pandas_agrees_with_sql(sqlite: Engine, hub: RandomHub, place, split) -> None:
    base = next(base for base in hub.bases if base.period == place)
    by = SPLITS[split] if split else None
    moment = Moment(TermCalendar(), hub.today)
    with sqlite.connect() as connection:
        store(connection, hub)
        found = evaluate_in_sql(connection, KPIS, [base], moment=moment, policy=Policy(), split=by)
        rows = load_kpi_rows(connection, KPIS, last_slot=last_slot_read(place))
    in_pandas = PandasHub(base, rows, hub.today)
    for kpi in KPIS:
        told = compute_with_pandas(kpi.id, in_pandas, by.attribute if by else None)
        assert {(place, part) for part in told} <= set(found)
        for (_, part), figures in found.items():  # of some parts no school is left
            numbers = told.get(part) or compute_of_nobody(kpi.id, in_pandas)
            told_by_sql = as_numbers(compute(kpi.headline, figures))
            assert told_by_sql == pytest.approx(numbers), (kpi.id, part)


def as_numbers(computed: Computed) -> tuple[object, ...]:
    return computed.value, computed.numerator, computed.denominator
