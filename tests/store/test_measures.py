"""Both readings of the KPIs agree: the store's SQL and plain Python, on any returns."""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, select
from sqlmodel import Session

from hubdata.calendar import TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.catalogue.stages import LADDER
from hubdata.kpis.judging.results import build_result
from hubdata.kpis.language.expressions import Field, Known, Of, Setting, Times, all_of, is_yes
from hubdata.kpis.language.figures import Among, Computed, Figure, Ratio, compute
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import Measure, Over, RollUp
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import SPLITS
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.examples import moment_of, rows_of
from hubdata.kpis.reading.explain import ExplainedFormula, explain
from hubdata.kpis.reading.spans import Moment
from hubdata.store.engine import open_engine
from hubdata.store.measuring.kept_columns import keep_columns
from hubdata.store.measuring.kpi_rows import first_slots_read, load_kpi_rows
from hubdata.store.measuring.measures import evaluate_in_sql
from hubdata.store.revisions import bump
from hubdata.store.tables import ROW_TABLES, ReturnPart
from tests.kpis.own import OWN_KPIS
from tests.store.random_hubs import (
    CONDITIONS,
    PERIODS,
    RandomHub,
    find_conditions,
    random_hubs,
    store,
    store_rows,
)

EXAMPLES = int(os.environ.get("HUB_RANDOM_HUBS", "500"))
KPIS = tuple(CATALOGUE.values())
LAST_SLOT = 10**6


def as_kpi(kpi_id: str, *figures: Figure) -> Kpi:
    """A KPI of the test's own, for what the catalogue does not ask yet."""
    return replace(CATALOGUE["S01"], id=kpi_id, headline=Ratio(*figures), parts=())


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
    *OWN_KPIS,
    as_kpi("X4", Figure("weeks", value=Of(PUPIL_WEEKS)), Figure("n", where=all_of())),
)


@pytest.fixture
def sqlite(sqlite_store_url: str) -> Engine:
    return open_engine(sqlite_store_url)


@pytest.fixture
def postgres(postgres_store_url: str) -> Engine:
    return open_engine(postgres_store_url)


def check_agreement(
    engine: Engine, hub: RandomHub, split: str | None, *, is_kept: bool
) -> set[str]:
    """Both readings of every KPI of a hub; gives what its returns are like."""
    moment = Moment(TermCalendar(), hub.today)
    kpis = (*KPIS, *OWN, *LADDER.values())
    asked = {"moment": moment, "policy": Policy(), "split": SPLITS[split] if split else None}
    with engine.connect() as connection, connection.begin() as transaction:
        store(connection, hub)
        conditions = find_conditions(connection, hub)
        rows = load_kpi_rows(connection, kpis, last_slot=LAST_SLOT)
        if is_kept:
            keep_all(connection)
        by_sql = evaluate_in_sql(connection, kpis, hub.bases, **asked)
        transaction.rollback()
    by_python = evaluate(kpis, hub.bases, rows, **asked)
    assert set(by_sql) == set(by_python)
    for place, figures in by_python.items():
        for kpi in kpis:
            for figure in kpi.figures:
                told = (kpi.id, figure.words, place, by_sql[place][figure], figures[figure])
                assert by_sql[place][figure] == figures[figure], told
    return conditions


def keep_all(connection: Connection) -> None:
    """Keep the columns of every sheet, as the acts on returns do."""
    session = Session(connection)
    told = select(ReturnPart.slot, ReturnPart.sheet).distinct()
    slots = {slot: bump(session, [sheet], slot=slot) for slot, sheet in session.execute(told).all()}
    keep_columns(session, slots)
    connection.execute(delete(ROW_TABLES["tuition"]))  # none of these is read any more
    connection.execute(delete(ROW_TABLES["context"]))


splits = st.sampled_from([None, *SPLITS])
fixed = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def test_sql_and_python_agree_on_any_returns(sqlite) -> None:
    """Over hubs of which nearly every one has all that makes returns of real hubs hard."""
    met = Counter[str]()

    @settings(max_examples=EXAMPLES, **fixed)
    @given(hub=random_hubs())
    def agree(hub: RandomHub) -> None:
        dice = Random(hub.seed)  # Hypothesis draws some splits twenty times as often as others
        split, is_kept = dice.choice((None, *SPLITS)), dice.random() < 0.5
        conditions = check_agreement(sqlite, hub, split, is_kept=is_kept)
        met.update([*conditions, "hubs", f"{len(conditions)} conditions", split])

    agree()
    assert met["hubs"] >= EXAMPLES
    assert min(met[name] for name in CONDITIONS) > 0.7 * met["hubs"], met
    assert met[f"{len(CONDITIONS)} conditions"] > met["hubs"] / 2, met
    assert min(met[split] for split in (None, *SPLITS)) > met["hubs"] / 50, met


@pytest.mark.postgres
@settings(max_examples=max(10, EXAMPLES // 20), **fixed)
@given(hub=random_hubs(), split=splits, is_kept=st.booleans())
def test_postgresql_agrees_too(postgres, hub, split, is_kept) -> None:
    check_agreement(postgres, hub, split, is_kept=is_kept)


@settings(max_examples=max(10, EXAMPLES // 20), **fixed)
@given(hub=random_hubs(), place=st.sampled_from(PERIODS), split=splits)
def test_explanations_add_up_on_any_returns(sqlite, hub, place, split) -> None:
    asked = {"moment": Moment(TermCalendar(), hub.today), "policy": Policy()}
    asked["split"] = SPLITS[split] if split else None
    base = next(base for base in hub.bases if base.period == place)
    with sqlite.connect() as connection:
        store(connection, hub)
        found = evaluate_in_sql(connection, KPIS, [base], **asked)
        rows = load_kpi_rows(connection, KPIS, last_slot=LAST_SLOT)
    for period, part in found:
        for kpi in KPIS:
            explanation = explain(kpi, base, rows, part_of_split=part, **asked)
            figures, whole = found[period, part], found[period, None]
            told_by = whole if kpi.asked is Among.HUB else figures
            result = build_result(kpi, base, figures, asked=told_by, policy=asked["policy"])
            formulas = (explanation.headline, *explanation.parts)
            for one, explained in zip((result, *result.parts), formulas, strict=True):
                told = Computed(one.value, one.numerator, one.denominator)
                assert explained.computed == told
                check_sums(kpi, explained)


@settings(max_examples=max(10, EXAMPLES // 20), **fixed)
@given(hub=random_hubs(), place=st.sampled_from(PERIODS), kpi=st.sampled_from((*KPIS, *OWN)))
def test_an_explanation_misses_no_row_of_long_ago(sqlite, hub, place, kpi) -> None:
    asked = {"moment": Moment(TermCalendar(), hub.today), "policy": Policy()}
    base = next(base for base in hub.bases if base.period == place)
    firsts = first_slots_read([kpi], base, asked["moment"])
    with sqlite.connect() as connection:
        store(connection, hub)
        every = load_kpi_rows(connection, [kpi], last_slot=LAST_SLOT)
        some = load_kpi_rows(connection, [kpi], first_slots=firsts, last_slot=LAST_SLOT)
    assert explain(kpi, base, some, **asked) == explain(kpi, base, every, **asked)


def check_sums(kpi: Kpi, explained: ExplainedFormula) -> None:
    for figure in explained.figures:
        assert figure.total == sum(one.amount for one in figure.contributions)
        for one in figure.contributions:
            if kpi.counted in ("pupils", "enrolments", "memberships"):
                assert one.amount == sum(cell.value for cell in one.cells)


def test_the_worked_examples_come_out_of_sql_too(any_store_url: str) -> None:
    for kpi in KPIS:
        example = kpi.example
        asked = {"moment": moment_of(example), "policy": Policy()}
        with open_engine(any_store_url).connect() as connection:
            store_rows(connection, rows_of(example))
            found = evaluate_in_sql(connection, [kpi], [example.base], **asked)
        computed = compute(kpi.headline, found[example.base.period, None])
        told = (computed.value, computed.numerator, computed.denominator)
        assert told == pytest.approx((example.value, example.numerator, example.denominator))


def test_several_questions_can_be_asked_in_one_transaction(sqlite: Engine) -> None:
    base = CATALOGUE["S01"].example.base
    asked = {"moment": Moment(TermCalendar(), date(2025, 1, 1)), "policy": Policy()}
    with sqlite.connect() as connection:
        once = evaluate_in_sql(connection, KPIS, [base], **asked)
        again = evaluate_in_sql(connection, KPIS, [base], **asked, split=SPLITS["phase"])
    assert once.items() <= again.items()
