"""The SQL reading of measures and figures: a handful of grouped statements for any number of KPIs,
periods and parts of a split.

Each sheet is read by one statement for each span and kind of entity: rows are joined to the
periods they answer for and the schools they count for, combined over the terms of each entity,
and rolled up by school. A last statement sums the figures over the schools.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    FromClause,
    Insert,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    func,
    insert,
    null,
    select,
)

from hubdata.kpis.base import Base
from hubdata.kpis.evaluate import Evaluation
from hubdata.kpis.expressions import Attribute, Leaf, Number, Of, PeriodFact
from hubdata.kpis.figures import Among, Figure
from hubdata.kpis.kpi import Kpi
from hubdata.kpis.measures import PERIOD, Measure, Span
from hubdata.kpis.policy import Policy
from hubdata.kpis.spans import Moment
from hubdata.kpis.splits import UNKNOWN, Split
from hubdata.periods import Period
from hubdata.store.kpi_base import OWNERS, PERIODS, SCHOOLS, key, temporary, told
from hubdata.store.kpi_expressions import Sql, build_condition, build_value, settings_of
from hubdata.store.measure_statements import Group, build_statement, is_whole


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

    What `hubdata.kpis.evaluate.evaluate` finds in the rows that count, found by the database. It
    makes temporary tables in the connection's transaction and drops them again.
    """
    plan = _plan_for(tuple(kpis))
    settings = settings_of(policy)
    with told(connection, bases, spans=plan.spans, moment=moment):
        plan.tables.create_all(connection, checkfirst=False)
        for statement in plan.inserts:
            connection.execute(statement, settings)
        rows = connection.execute(_select_figures(plan, split), settings).all()
        plan.tables.drop_all(connection, checkfirst=False)
    return _gather(plan.figures, bases, rows, is_split=split is not None)


@dataclass(frozen=True, eq=False)
class Plan:
    """What has to be read for some KPIs: their figures, and the groups of measures under them."""

    figures: tuple[Figure, ...]
    groups: dict[Group, Table]
    tables: MetaData
    columns: dict[Measure, Column[Any]]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Every span read; the period itself is always among them."""
        return tuple(dict.fromkeys((PERIOD, *(group.span for group in self.groups))))

    @cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """The statement of each group, that fills its table."""
        return tuple(
            insert(table).from_select(list(table.columns), build_statement(group))
            for group, table in self.groups.items()
        )

    def select_figures(self, split: Split | None) -> Select[Any]:
        """One row for each period and part of the split, with all figures in their order."""
        part = SCHOOLS.c[split.attribute] if split else null()
        keys = [OWNERS.c.period, *([part] if split else [])]
        sums = [self._sum(figure).label(f"f{i}") for i, figure in enumerate(self.figures)]
        statement = select(OWNERS.c.period, part.label("part"), *sums)
        joined: FromClause = OWNERS.join(PERIODS, PERIODS.c.period == OWNERS.c.period)
        joined = joined.outerjoin(SCHOOLS, SCHOOLS.c.school == OWNERS.c.school)
        for table in self.groups.values():
            same = and_(table.c.period == OWNERS.c.period, table.c.owner == OWNERS.c.owner)
            joined = joined.outerjoin(table, same)
        return statement.select_from(joined).group_by(*keys)

    def _sum(self, figure: Figure) -> Sql:
        counted = build_condition(figure.where, self._find)
        if figure.among is Among.BASE:
            counted = and_(OWNERS.c.school.is_not(None), counted)
        return func.coalesce(func.sum(case((counted, build_value(figure.value, self._find)))), 0)

    def _find(self, leaf: Leaf) -> Sql:
        """The columns that leaves stand for, asked of a school."""
        match leaf:
            case Of(measure):
                return self.columns[measure]
            case Attribute(name):
                return OWNERS.c.owner if name == "urn" else SCHOOLS.c[name]
            case PeriodFact(name):
                return PERIODS.c[name]
        raise TypeError(f"A school has no {leaf}.")


@lru_cache(maxsize=64)
def _plan_for(kpis: tuple[Kpi, ...]) -> Plan:
    """The plan of some KPIs, made once: the statements are compiled once too."""
    figures = tuple(dict.fromkeys(figure for kpi in kpis for figure in kpi.figures))
    measures = dict.fromkeys(measure for figure in figures for measure in figure.measures())
    by_kind: dict[tuple[str, Span, tuple[str, ...]], list[Measure]] = defaultdict(list)
    for measure in measures:
        by_kind[measure.sheet, measure.span, measure.entity].append(measure)
    tables = MetaData()
    groups: dict[Group, Table] = {}
    columns: dict[Measure, Column[Any]] = {}
    for number, (kind, some) in enumerate(by_kind.items()):
        group = Group(*kind, measures=tuple(some))
        table = temporary(
            f"kpi_measures_{number}",
            tables,
            key("period"),
            key("owner", String),
            *(Column(f"m{i}", _type_of(measure)) for i, measure in enumerate(some)),
        )
        groups[group] = table
        columns |= {measure: table.c[f"m{i}"] for i, measure in enumerate(some)}
    return Plan(figures, groups, tables, columns)


@lru_cache(maxsize=256)
def _select_figures(plan: Plan, split: Split | None) -> Select[Any]:
    return plan.select_figures(split)


def _type_of(measure: Measure) -> type[BigInteger] | type[Float[Any]]:
    return BigInteger if is_whole(measure) else Float


def _gather(
    figures: Sequence[Figure], bases: Sequence[Base], rows: Iterable[Any], *, is_split: bool
) -> Evaluation:
    """The rows of the last statement by period and part; the whole hub is the sum of its parts."""
    found: Evaluation = {}
    totals: dict[Period, list[Number]] = {base.period: [0] * len(figures) for base in bases}
    for number, part, *values in rows:
        period = Period.at_slot(number)
        numbers = [_plain(value) for value in values]
        totals[period] = [one + other for one, other in zip(totals[period], numbers, strict=True)]
        if is_split:
            name = UNKNOWN if part is None else str(part)
            found[period, name] = dict(zip(figures, numbers, strict=True))
    for period, numbers in totals.items():
        found[period, None] = dict(zip(figures, numbers, strict=True))
    return found


def _plain(value: Decimal | Number) -> Number:
    """PostgreSQL adds whole numbers up to decimals."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == int(value) else float(value)
