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
    cast,
    distinct,
    func,
    insert,
    literal,
    null,
    or_,
    select,
)

from hubdata.kpis.base import Base, MemberKind
from hubdata.kpis.evaluate import SPLIT_KINDS, Evaluation
from hubdata.kpis.expressions import Attribute, Leaf, Number, Of, PeriodFact
from hubdata.kpis.figures import MEMBERS_AMONG, Among, Figure
from hubdata.kpis.kpi import Kpi
from hubdata.kpis.measures import PERIOD, Measure, Span
from hubdata.kpis.policy import Policy
from hubdata.kpis.spans import Moment
from hubdata.kpis.splits import EACH_PARTNER, EACH_SCHOOL, UNKNOWN, Split
from hubdata.periods import Period
from hubdata.store.kpi_base import told
from hubdata.store.kpi_expressions import Sql, build_condition, build_value, settings_of
from hubdata.store.kpi_tables import OWNERS, PERIODS, SCHOOLS, key, temporary
from hubdata.store.measure_sources import Group, Kind
from hubdata.store.measure_statements import build_statement, is_whole


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

    What `hubdata.kpis.evaluate.evaluate` finds in the rows that count, found by the database.
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
    `EACH_PARTNER`, of every one of them.

    It makes temporary tables in the connection's transaction and drops them again.
    """
    plan = _plan_for(figures)
    settings = settings_of(policy)
    with told(connection, bases, spans=plan.spans, moment=moment):
        plan.tables.create_all(connection, checkfirst=False)
        for statement in plan.inserts:
            connection.execute(statement, settings)
        rows = connection.execute(_select_figures(plan, split), settings).all()
        whole = connection.execute(_select_distinct(plan), settings).all() if plan.distinct else []
        plan.tables.drop_all(connection, checkfirst=False)
    found = _gather(plan.figures, bases, rows)
    for number, *counts in whole:
        totals = dict(zip(plan.distinct, map(_plain, counts), strict=True))
        place = (Period.at_slot(number), None)
        found[place] = {**found[place], **totals}
    return found


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
        return tuple(dict.fromkeys((PERIOD, *(group.kind.span for group in self.groups))))

    @cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """The statement of each group, that fills its table."""
        return tuple(
            insert(table).from_select(list(table.columns), build_statement(group))
            for group, table in self.groups.items()
        )

    def select_figures(self, split: Split | None) -> Select[Any]:
        """One row for each period and part of the split, with all figures in their order; what
        is in no part has none."""
        part = _part_of(split) if split else null()
        keys = [OWNERS.c.period, *([part] if split else [])]
        return self._select([OWNERS.c.period, part.label("part")], self.figures).group_by(*keys)

    def select_distinct(self) -> Select[Any]:
        """One row for each period with the figures of the whole hub that parts do not add up to."""
        return self._select([OWNERS.c.period], self.distinct).group_by(OWNERS.c.period)

    @cached_property
    def distinct(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.distinct is not None)

    def _select(self, keys: Sequence[Sql], figures: Sequence[Figure]) -> Select[Any]:
        sums = [self._sum(figure).label(f"f{i}") for i, figure in enumerate(figures)]
        used = {self.columns[m].table for figure in figures for m in figure.measures()}
        joined: FromClause = OWNERS.join(PERIODS, PERIODS.c.period == OWNERS.c.period)
        joined = joined.outerjoin(SCHOOLS, SCHOOLS.c.school == OWNERS.c.school)
        for table in self.groups.values():
            if table not in used:
                continue
            same = and_(table.c.period == OWNERS.c.period, table.c.owner == OWNERS.c.owner)
            joined = joined.outerjoin(table, same)
        return select(*keys, *sums).select_from(joined)

    def _sum(self, figure: Figure) -> Sql:
        counted = build_condition(figure.where, self._find)
        if figure.among is not Among.EVERYONE:
            kinds = sorted(kind.value for kind in MEMBERS_AMONG[figure.among] if kind)
            counted = and_(OWNERS.c.kind.in_(kinds), counted)
        if figure.distinct is not None:
            return func.count(distinct(case((counted, build_value(figure.distinct, self._find)))))
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
def _plan_for(figures: tuple[Figure, ...]) -> Plan:
    """The plan of some figures, made once: the statements are compiled once too."""
    measures = dict.fromkeys(measure for figure in figures for measure in figure.measures())
    by_kind: dict[Kind, list[Measure]] = defaultdict(list)
    for measure in measures:
        by_kind[Kind.of(measure)].append(measure)
    tables = MetaData()
    groups: dict[Group, Table] = {}
    columns: dict[Measure, Column[Any]] = {}
    for number, (kind, some) in enumerate(by_kind.items()):
        group = Group(kind, tuple(some))
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


def _part_of(split: Split) -> Sql:
    """The part of a split that an owner is in; UNKNOWN or none where nothing is known of it."""
    if split in (EACH_SCHOOL, EACH_PARTNER):
        kind = MemberKind.PARTNER if split.of_partners else MemberKind.SCHOOL
        return case((OWNERS.c.kind == kind.value, OWNERS.c.owner))
    known: Sql = cast(SCHOOLS.c[split.attribute], String)
    kinds = [kind.value for kind in SPLIT_KINDS[split.of_partners] if kind]
    is_meant: Sql = OWNERS.c.kind.in_(kinds)
    if None in SPLIT_KINDS[split.of_partners]:
        is_meant = or_(is_meant, OWNERS.c.kind.is_(None))
    return case((known.is_not(None), known), (is_meant, literal(UNKNOWN)))


@lru_cache(maxsize=64)
def _select_distinct(plan: Plan) -> Select[Any]:
    return plan.select_distinct()


@lru_cache(maxsize=256)
def _select_figures(plan: Plan, split: Split | None) -> Select[Any]:
    return plan.select_figures(split)


def _type_of(measure: Measure) -> type[BigInteger] | type[Float[Any]]:
    return BigInteger if is_whole(measure) else Float


def _gather(figures: Sequence[Figure], bases: Sequence[Base], rows: Iterable[Any]) -> Evaluation:
    """The rows of the last statement by period and part; the whole hub is the sum of all."""
    found: Evaluation = {}
    totals: dict[Period, list[Number]] = {base.period: [0] * len(figures) for base in bases}
    for number, part, *values in rows:
        period = Period.at_slot(number)
        numbers = [_plain(value) for value in values]
        totals[period] = [one + other for one, other in zip(totals[period], numbers, strict=True)]
        if part is not None:
            found[period, part] = dict(zip(figures, numbers, strict=True))
    for period, numbers in totals.items():
        found[period, None] = dict(zip(figures, numbers, strict=True))
    return found


def _plain(value: Decimal | Number) -> Number:
    """PostgreSQL adds whole numbers up to decimals."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == int(value) else float(value)
