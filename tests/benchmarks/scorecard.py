"""The full scorecard, hub and authorities, over ten years of 1,500 schools: cold, warm, after one
accepted part, and at ten times the data."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from functools import cache
from math import isclose
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, Float, Integer, create_engine, func, select
from sqlmodel import Session

from hubdata.calendar import TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.results import KpiResult, build_results
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.figures import Among, figures_of
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import PART, PERIOD, RETURN
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import SPLITS
from hubdata.kpis.reading.rows import Evaluation
from hubdata.kpis.reading.spans import Moment, spanned_slots
from hubdata.periods import AcademicYear, Period, Term
from hubdata.services.results.kept_results import Kept, find_results
from hubdata.store.engine import migrate, open_engine, writing
from hubdata.store.intake.acceptance import accept_parts, undo_acceptance
from hubdata.store.measuring.measures import evaluate_in_sql
from hubdata.store.tables import ReturnPart
from hubdata.store.tables.row_tables import ROW_TABLES
from tests.benchmarks.in_pandas import COVERAGE, compute_with_pandas
from tests.benchmarks.large_hub import (
    FIRST_YEAR,
    SCHOOLS,
    TODAY,
    YEARS,
    large_bases,
    multiply,
    write_large_hub,
)
from tests.benchmarks.measure import Benchmark, seconds_of

KPIS = tuple(CATALOGUE.values())
BY_AUTHORITY = SPLITS["local_authority"]
ROUNDS = 3
TIMES = 10
MOST_OF_SCAN, LEAST_OF_PANDAS, MOST_OF_ITSELF, MOST_OF_COLD = 6, 4, 1.2, 0.02


def measure_scorecard() -> Iterator[Benchmark]:
    """Cold: a connection of its own, and nothing kept. The file is in memory for all; rounds take
    turns, and medians are compared."""
    with TemporaryDirectory(prefix="scorecard-") as folder:
        url = f"sqlite:///{Path(folder) / 'hub.db'}"
        migrate(url)
        write_large_hub(open_engine(url))
        bases = large_bases()
        gc.collect()
        gc.freeze()  # as the server does when it starts
        name = f"scorecard: {len(KPIS)} KPIs, {len(bases)} periods, hub and authorities"
        cold, scan = _against_scan(url, bases)
        ratio = cold / scan
        summed = "sum(every numeric column) of the same tables"
        yield Benchmark(f"{name}, cold", cold, summed, scan, ratio, f"at most {MOST_OF_SCAN}")
        yield _against_pandas(url, bases)
        yield from _kept(url, bases, name=name, cold=cold)
        multiply(open_engine(url), TIMES)
        more = large_bases(SCHOOLS * TIMES)
        cold_then, scan_then = _against_scan(url, more)
        yield Benchmark(
            f"{name}, cold, {TIMES} times the schools ({cold_then / scan_then:.1f} scans)",
            cold_then,
            summed,
            scan_then,
            cold_then / scan_then / ratio,
            f"at most {MOST_OF_ITSELF} times the scans of the same at {SCHOOLS:,} schools",
        )


def _against_scan(url: str, bases: list[Base]) -> tuple[float, float]:
    """Seconds of the scorecard and of the scan."""
    scan_all(create_engine(url))  # the file is in memory for both
    ours, scans = [], []
    for _ in range(ROUNDS):
        scans.append(seconds_of(lambda: scan_all(create_engine(url))))
        ours.append(seconds_of(lambda: compute_all(create_engine(url), bases)))
    return median(ours), median(scans)


def _against_pandas(url: str, bases: list[Base]) -> Benchmark:
    """The same figures of every KPI, which are compared first, one by one."""
    compared = _compare(url, bases)
    ours, others = [], []
    for _ in range(ROUNDS):
        others.append(seconds_of(lambda: _by_pandas(create_engine(url), bases)))
        ours.append(seconds_of(lambda: compute_all(create_engine(url), bases)))
    one, other = median(ours), median(others)
    return Benchmark(
        f"scorecard: the same results, {compared:,} figures compared",
        one,
        f"read the same tables into pandas, group-bys of all {len(KPIS)} KPIs and periods at once",
        other,
        other / one,
        f"at least {LEAST_OF_PANDAS} times faster",
    )


def _compare(url: str, bases: list[Base]) -> int:
    """How many figures there are, of headlines, further figures and coverage: all are alike."""
    with create_engine(url).connect() as connection:
        found = _evaluate(connection, bases, KPIS)
        told = compute_with_pandas(connection, bases)
    compared = 0
    for kpi in KPIS:
        named = {"": kpi.headline, **{part.name: part.formula for part in kpi.parts}}
        asked = {name: figures_of(formula) for name, formula in named.items()}
        for (period, part), figures in found.items():
            if part and BY_AUTHORITY.name not in kpi.splits:
                continue
            for name, some in (asked | {COVERAGE: kpi.coverage.figures}).items():
                if name == COVERAGE and part and kpi.asked is Among.HUB:
                    continue  # the lead organisation answers for every part of the hub
                sums = told[kpi.id, name, period.slot, part]
                ours = [figures[figure] for figure in some]
                where = (kpi.id, name, period, part, ours, sums)
                assert all(isclose(*pair) for pair in zip(ours, sums, strict=True)), where
                compared += len(ours)
    return compared


def _kept(url: str, bases: list[Base], *, name: str, cold: float) -> Iterator[Benchmark]:
    """Asked for again, and again after one part was accepted."""
    part, slot = _tuition_part(url)
    with writing(url) as session:
        undo_acceptance(session, [part], actor="benchmark")
    kept = Kept()
    _find(url, bases, kept)
    warm = median(seconds_of(lambda: _find(url, bases, kept)) for _ in range(ROUNDS))
    goal = f"under 1/{1 / MOST_OF_COLD:.0f} of cold"
    yield Benchmark(f"{name}, kept", warm, "cold", cold, warm / cold, goal)
    with writing(url) as session:
        accept_parts(session, [part], actor="benchmark")
    fresh: set[tuple[str, Period]] = set()
    again = seconds_of(lambda: fresh.update(_find(url, bases, kept)))
    rest = {(k.id, b.period) for k in KPIS for b in bases if _rests_on_tuition(k, b, slot)}
    count, all_of_them = len(fresh), len(KPIS) * len(bases)
    yield Benchmark(
        f"{name}, one part accepted: {count} of {all_of_them:,} worked out anew",
        again,
        f"{len(rest)} rest on it",
        None,
        len(fresh) / len(fresh & rest) * len(rest) / len(fresh & rest),
        "exactly those: 1",
    )


def compute_all(engine: Engine, bases: list[Base], kpis: Sequence[Kpi] = KPIS) -> int:
    """How many results there are."""
    with engine.connect() as connection:
        found = _evaluate(connection, bases, kpis)
    return len(build_results(kpis, bases, found, policy=Policy(), split=BY_AUTHORITY))


def scan_all(engine: Engine) -> int:
    """One plain statement for each table that the KPIs read."""
    with engine.connect() as connection:
        return sum(len(connection.execute(scan).one()) for scan in _scans())


def _by_pandas(engine: Engine, bases: list[Base]) -> int:
    with engine.connect() as connection:
        return len(compute_with_pandas(connection, bases))


def _evaluate(connection: Connection, bases: list[Base], kpis: Sequence[Kpi]) -> Evaluation:
    moment = Moment(TermCalendar(), TODAY)
    return evaluate_in_sql(
        connection, kpis, bases, moment=moment, policy=Policy(), split=BY_AUTHORITY
    )


def _find(url: str, bases: list[Base], kept: Kept) -> set[tuple[str, Period]]:
    """Every result, as pages ask for them; gives what had to be worked out."""
    fresh: set[tuple[str, Period]] = set()
    by_period = {base.period: base for base in bases}
    with Session(open_engine(url)) as session:

        def work_out(periods: Sequence[Period], kpis: Sequence[Kpi]) -> list[KpiResult]:
            fresh.update((kpi.id, period) for kpi in kpis for period in periods)
            some = [by_period[period] for period in periods]
            found = _evaluate(session.connection(), some, kpis)
            return build_results(kpis, some, found, policy=Policy(), split=BY_AUTHORITY)

        results = find_results(
            session, list(by_period), KPIS, split=BY_AUTHORITY, compute=work_out, kept=kept
        )
    assert len(results) >= len(KPIS) * len(bases)
    return fresh


def _tuition_part(url: str) -> tuple[int, int]:
    """A part about tuition in the middle of the years, and its slot."""
    slot = Period(AcademicYear(FIRST_YEAR + YEARS // 2), Term.SPRING).slot
    with Session(open_engine(url)) as session:
        query = select(ReturnPart.id).where(
            ReturnPart.sheet == "Tuition", ReturnPart.slot == slot, ReturnPart.is_current
        )
        return session.execute(query.limit(1)).scalar_one(), slot


def _rests_on_tuition(kpi: Kpi, base: Base, slot: int) -> bool:
    """Whether a KPI reads the tuition of a slot, or tells who returned it; one about no sheet tells
    how many of all returns are estimates."""
    moment, day = Moment(TermCalendar(), TODAY), base.reference_date
    spans = {m.span for f in kpi.figures for m in f.measures() if m.sheet == "tuition"}
    if "tuition" in (kpi.sheets or ("tuition",)):
        spans.add(PERIOD)
    return any(
        slot in spanned_slots(span, base.period, reference_date=day, moment=moment)
        for span in spans
    )


@cache
def _scans() -> list[object]:
    sheets = {m.sheet for kpi in KPIS for figure in kpi.figures for m in figure.measures()}
    tables = [ROW_TABLES[sheet].__table__ for sheet in sorted(sheets - {PART, RETURN})]  # type: ignore[attr-defined]
    tables.append(ReturnPart.__table__)  # type: ignore[attr-defined]
    return [
        select(*(func.sum(c) for c in table.c if isinstance(c.type, Integer | Float)))
        for table in tables
    ]
