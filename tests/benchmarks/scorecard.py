"""The full scorecard, hub and authorities, over ten years of 1,500 schools, cold: against one plain
scan of the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, Float, Integer, func, select

from hubdata.calendar import TermCalendar
from hubdata.kpis.base import Base
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.measures import PART, RETURN
from hubdata.kpis.policy import Policy
from hubdata.kpis.results import build_results
from hubdata.kpis.spans import Moment
from hubdata.kpis.splits import SPLITS
from hubdata.store.engine import migrate, open_engine
from hubdata.store.measures import evaluate_in_sql
from hubdata.store.row_tables import ROW_TABLES
from hubdata.store.tables import ReturnPart
from tests.benchmarks.large_hub import TODAY, large_bases, write_large_hub
from tests.benchmarks.measure import Benchmark, seconds_of

KPIS = tuple(CATALOGUE.values())
MOST_OF_SCAN = 6


def measure_scorecard() -> Iterator[Benchmark]:
    """Cold: a connection of its own, and statements that were never compiled."""
    with TemporaryDirectory(prefix="scorecard-") as folder:
        url = f"sqlite:///{Path(folder) / 'hub.db'}"
        migrate(url)
        write_large_hub(open_engine(url))
        bases = large_bases()
        scan_all(open_engine(url))  # the file is in memory for both
        scan = seconds_of(lambda: scan_all(open_engine(url)))
        ours = seconds_of(lambda: compute_all(open_engine(url), bases))
        yield Benchmark(
            f"scorecard: {len(KPIS)} KPIs, {len(bases)} periods, hub and authorities, cold",
            ours,
            "sum(every numeric column) of the same tables",
            scan,
            ours / scan,
            f"at most {MOST_OF_SCAN}",
        )


def compute_all(engine: Engine, bases: list[Base]) -> int:
    """How many results there are."""
    split = SPLITS["local_authority"]
    asked = {"policy": Policy(), "split": split}
    moment = Moment(TermCalendar(), TODAY)
    with engine.connect() as connection:
        found = evaluate_in_sql(connection, KPIS, bases, moment=moment, **asked)  # type: ignore[arg-type]
    return len(build_results(KPIS, bases, found, **asked))  # type: ignore[arg-type]


def scan_all(engine: Engine) -> int:
    """One plain statement for each table that the KPIs read."""
    with engine.connect() as connection:
        return sum(len(connection.execute(scan).one()) for scan in _scans())


@cache
def _scans() -> list[object]:
    sheets = {m.sheet for kpi in KPIS for figure in kpi.figures for m in figure.measures()}
    tables = [ROW_TABLES[sheet].__table__ for sheet in sorted(sheets - {PART, RETURN})]  # type: ignore[attr-defined]
    tables.append(ReturnPart.__table__)  # type: ignore[attr-defined]
    return [
        select(*(func.sum(c) for c in table.c if isinstance(c.type, Integer | Float)))
        for table in tables
    ]
