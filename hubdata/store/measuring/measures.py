"""The store's reading of measures and figures: any number of KPIs, periods and parts of a split
from one plain statement for each sheet.

Nothing is asked of the database number by number. The rows that count are read once, as columns,
and whole columns are grouped, ranked and added up: all periods, owners and parts at the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from hubdata.kpis.language.base import Base
from hubdata.kpis.language.expressions import Field, leaves_of
from hubdata.kpis.language.figures import Figure
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import PART, PERIOD, RETURN, Measure, Owner
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import Split
from hubdata.kpis.reading.rows import Evaluation
from hubdata.kpis.reading.spans import Moment
from hubdata.store.measuring.figure_sums import add_up
from hubdata.store.measuring.kept_columns import read_returns, read_sheet
from hubdata.store.measuring.kpi_arrays import Numbers, Words
from hubdata.store.measuring.kpi_cells import Cells, build_cells
from hubdata.store.measuring.kpi_columns import Numbering, Slots
from hubdata.store.measuring.measure_parts import Returned
from hubdata.store.measuring.measure_rows import SheetRows
from hubdata.store.measuring.measure_values import read_measure
from hubdata.store.measuring.spanned import Spanned

MOST_CELLS = 100_000
"""Schools times periods that are worked on at once: what bounds the memory."""


def evaluate_in_sql(
    connection: Connection,
    kpis: Iterable[Kpi],
    bases: Sequence[Base],
    *,
    moment: Moment,
    policy: Policy,
    split: Split | None = None,
) -> Evaluation:
    """The figures of some KPIs for the period of each base: the whole hub, and the split's parts.

    What `hubdata.kpis.reading.evaluate.evaluate` finds in the rows that count.
    """
    figures = dict.fromkeys(figure for kpi in kpis for figure in kpi.figures)
    return add_up_in_sql(
        connection, tuple(figures), bases, moment=moment, policy=policy, split=split
    )


def add_up_in_sql(
    connection: Connection,
    figures: tuple[Figure, ...],
    bases: Sequence[Base],
    *,
    moment: Moment,
    policy: Policy,
    split: Split | None = None,
) -> Evaluation:
    """Some figures, whether a KPI is made of them or not; split by `EACH_SCHOOL` or
    `EACH_PARTNER`, of every one of them."""
    plan = _plan_for(figures)
    found: Evaluation = {}
    for some in _batches(bases):
        words = Words()
        cells, values = _read(connection, plan, some, moment=moment, policy=policy, words=words)
        found |= add_up(figures, cells, values, split=split, words=words, policy=policy)
    return found


@dataclass(frozen=True)
class Plan:
    """What has to be read for some figures: measures by sheet, and the fields they ask of it."""

    measures: dict[str, tuple[Measure, ...]]
    fields: dict[str, tuple[str, ...]]


@lru_cache(maxsize=64)
def _plan_for(figures: tuple[Figure, ...]) -> Plan:
    by_sheet: dict[str, dict[Measure, None]] = defaultdict(dict)
    for figure in figures:
        for measure in figure.measures():
            by_sheet[measure.sheet][measure] = None
    measures = {sheet: tuple(some) for sheet, some in by_sheet.items()}
    return Plan(measures, {sheet: _fields_of(some) for sheet, some in measures.items()})


def _fields_of(measures: Iterable[Measure]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for measure in measures:
        leaves = (*measure.leaves(), *leaves_of(measure.counted))
        asked = [leaf.name for leaf in leaves if isinstance(leaf, Field)]
        if measure.owner in (Owner.SCHOOLS, Owner.AUTHORITY):
            asked.append(measure.owner.value)
        names |= dict.fromkeys(filter(None, (*asked, *measure.entity, measure.each)))
    return tuple(names)


def _batches(bases: Sequence[Base]) -> Iterator[Sequence[Base]]:
    """The bases in the order of their periods, as many at a time as the memory allows."""
    some: list[Base] = []
    cells = 0
    for base in sorted(bases, key=lambda one: one.period):
        size = len(base.schools) + len(base.partners)
        if some and cells + size > MOST_CELLS:
            yield some
            some, cells = [], 0
        some.append(base)
        cells += size
    if some:
        yield some


def _read(
    connection: Connection,
    plan: Plan,
    bases: Sequence[Base],
    *,
    moment: Moment,
    policy: Policy,
    words: Words,
) -> tuple[Cells, dict[Measure, Numbers]]:
    """Who is counted, and every measure of each of them."""
    sources = Numbering()
    spanned = Spanned(bases, moment)
    slots = {
        sheet: spanned.slots({measure.span for measure in some})
        for sheet, some in plan.measures.items()
    }
    every = spanned.slots({PERIOD}).among.union(*(one.among for one in slots.values()))
    columns = read_returns(connection, Slots(every), words=words, sources=sources)
    cells = build_cells(spanned, columns, sources=sources, words=words)
    returned = Returned(columns, cells, words=words, policy=policy)
    values: dict[Measure, Numbers] = {}
    for name, measures in plan.measures.items():
        if name == RETURN:
            sheet: SheetRows = returned.returns
        elif name == PART:
            sheet = returned.parts
        else:
            asked = returned.told_slots(name, slots[name])
            found = read_sheet(
                connection, name, plan.fields[name], asked, words=words, sources=sources
            )
            sheet = SheetRows(found, cells, words=words, policy=policy)
        apart = {"": sheet}
        for measure in measures:
            if measure.each not in apart:
                apart[measure.each] = sheet.taken_apart(measure.each)
            values[measure] = read_measure(measure, apart[measure.each], returned)
    return cells, values
