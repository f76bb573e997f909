"""The statement that reads one sheet: from its rows to one number for each school and measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    true,
    union_all,
)

from hubdata.kpis.expressions import (
    ONE,
    AllOf,
    Condition,
    Expression,
    Field,
    Known,
    Leaf,
    PeriodFact,
)
from hubdata.kpis.measures import (
    PART,
    RETURN,
    Measure,
    Over,
    RollUp,
    SameTerm,
    SpanKind,
)
from hubdata.periods import Term
from hubdata.store.carried_statements import PACK, select_latest_ever
from hubdata.store.kpi_base import name_of, with_owner
from hubdata.store.kpi_expressions import Sql, build_condition, build_value
from hubdata.store.kpi_tables import PERIODS, SLOTS, SPANS
from hubdata.store.list_statements import select_lists
from hubdata.store.measure_sources import Group, current_in, owner_in, source_of
from hubdata.store.part_flags import build_part_condition
from hubdata.store.row_tables import SHEETS
from hubdata.store.tables import ReturnPart

SLOTS_A_YEAR = len(Term)
ANNUAL = Term.ANNUAL.number


@dataclass(frozen=True)
class _Column:
    """A value of a row, where a condition holds. `lasting`: a later part that holds it too, for
    the year to date, replaces it."""

    where: Condition
    value: Expression
    same_term: SameTerm
    lasting: bool = False


def build_statement(group: Group) -> Select[Any] | CompoundSelect[Any]:
    """Columns `period`, `owner` and one for each measure, in their order.

    Only owners with rows that say something are in it.
    """
    for measure in group.measures:
        if not is_whole(measure) and _is_packed(measure):
            raise TypeError(f"{measure.words}: only whole numbers are ranked or carried on.")
    if group.kind.apart is Over.LISTED:
        return select_lists(group)
    columns = {column: f"c{i}" for i, column in enumerate(_columns_of(group))}
    rows = _rows(group, columns)
    if group.kind.span.kind is SpanKind.EVER:
        wanted = [(m.same_term, columns[_column(m, m.value)]) for m in group.measures]
        return select_latest_ever(rows, wanted)
    if group.kind.apart is Over.PEAK:
        years = _by_term(rows, group, columns, only=SPANS.c.period % SLOTS_A_YEAR == ANNUAL)
        told = _roll_up(_over_time(years, group, columns), group)
        return union_all(_peaks_of_terms(rows, group, columns), told)
    terms = _by_term(rows, group, columns)
    return _roll_up(_over_time(terms, group, columns), group)


def is_whole(measure: Measure) -> bool:
    """Whether a measure can only be a whole number: it reads counts and nothing else."""
    fields = {leaf.name for leaf in measure.leaves() if isinstance(leaf, Field)}
    if measure.sheet in (PART, RETURN):
        return True
    return all(not SHEETS[measure.sheet].field(name).is_decimal for name in fields)


def _is_packed(measure: Measure) -> bool:
    return measure.over is Over.PEAK or measure.span.kind is SpanKind.EVER


def _peaks_of_terms(rows: Subquery, group: Group, columns: dict[_Column, str]) -> Select[Any]:
    """Of terms, the rows of each source added up as they stand in the index; years are left out.

    Entities need not be told apart: each has but that one term.
    """
    sums = [
        func.sum(rows.c[columns[_column(one, one.value)]]).label(f"m{number}")
        for number, one in enumerate(group.measures)
    ]
    is_term = PERIODS.c.period % SLOTS_A_YEAR != ANNUAL
    asked = select(PERIODS.c.period).where(is_term)
    told = select(rows.c.slot, rows.c.source, *sums).where(rows.c.slot.in_(asked))
    by_source = told.group_by(rows.c.slot, rows.c.source).subquery("s")
    joined, owner = with_owner(by_source, by_source.c.slot, by_source.c.source)
    values = (func.sum(by_source.c[f"m{n}"]) for n in range(len(group.measures)))
    statement = select(by_source.c.slot.label("period"), owner, *values).select_from(joined)
    return statement.group_by(by_source.c.slot, owner)


def _asks_whether(group: Group) -> bool:
    """Whether nothing is asked but if there is any row: then terms need not be told apart."""
    return all(measure.over is Over.ANY for measure in group.measures)


def _columns_of(group: Group) -> dict[_Column, None]:
    wanted: dict[_Column, None] = {}
    for measure in group.measures:
        wanted[_column(measure, measure.value)] = None
        if measure.over is Over.PEAK:
            wanted[_column(measure, measure.ranked_by)] = None
    return wanted


def _column(measure: Measure, value: Expression) -> _Column:
    """The column of a measure's value; of those that only ask whether, any row will do."""
    if measure.over in (Over.ANY, Over.TERMS):
        return _Column(measure.counted, ONE, SameTerm.LARGEST)
    if measure.over is Over.PEAK and value == measure.ranked_by:
        return _Column(measure.counted, value, SameTerm.SUM)
    where = measure.counted
    if measure.over is Over.PEAK:  # a row without a main count has no companions
        where = AllOf((where, Known(measure.ranked_by)))
    same_term = measure.same_term
    return _Column(where, value, same_term, lasting=measure.over is Over.SUM)


def _rows(group: Group, columns: dict[_Column, str]) -> Subquery:
    """The rows of the sheet that any measure reads, as columns."""
    source = source_of(group.kind)
    find = _find_in(source)
    wheres = {
        column.where: build_part_condition(column.where)
        if group.kind.sheet == PART
        else build_condition(column.where, find)
        for column in columns
    }
    values: list[Sql] = [
        case((wheres[column.where], build_value(column.value, find))) for column in columns
    ]
    owner = owner_in(source, group.kind.owner)
    keys = [source.c.slot, owner, *(source.c[name] for name in group.entity)]
    gathered = not any(column.lasting for column in columns) and not group.entity
    if gathered:
        values = [_gather(column)(value) for column, value in zip(columns, values, strict=True)]
    labelled = (v.label(label) for v, label in zip(values, columns.values(), strict=True))
    statement = select(*keys, *labelled)
    if gathered:
        statement = statement.group_by(*keys)
    if any(isinstance(leaf, PeriodFact) for measure in group.measures for leaf in measure.leaves()):
        statement = statement.join_from(source, SLOTS, SLOTS.c.slot == source.c.slot)
    if any(column.lasting for column in columns):
        cutoffs = _cutoffs(group.kind.sheet)
        same = and_(
            cutoffs.c.source == source.c.source,
            cutoffs.c.year == source.c.slot - source.c.slot % SLOTS_A_YEAR,
        )
        statement = statement.join_from(source, cutoffs, same, isouter=True)
        statement = statement.add_columns((source.c.slot < cutoffs.c.slot).label("is_replaced"))
    return statement.where(*current_in(group.kind, source), or_(*wheres.values())).subquery("r")


def _gather(column: _Column) -> Callable[[Sql], Sql]:
    """How rows of the same entity and term become one."""
    return func.max if column.same_term is SameTerm.LARGEST else func.sum


def _find_in(source: FromClause) -> Callable[[Leaf], Sql]:
    """The columns that leaves stand for, asked of a row."""

    def find(leaf: Leaf) -> Sql:
        match leaf:
            case Field(name):
                return source.c[name]
            case PeriodFact(name):
                return SLOTS.c[name]
        raise TypeError(f"A row has no {leaf}.")

    return find


def _cutoffs(sheet: str) -> Subquery:
    """For each source and year (by its first slot) the latest part of a sheet that is for the
    year to date, or for the whole year."""
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    year = part.c.slot - part.c.slot % SLOTS_A_YEAR
    whole = or_(part.c.is_year_to_date, part.c.slot % SLOTS_A_YEAR == ANNUAL)
    statement = select(part.c.source, year.label("year"), func.max(part.c.slot).label("slot"))
    current = and_(part.c.is_current, part.c.sheet == SHEETS[sheet].name, whole)
    return statement.where(current).group_by(part.c.source, year).subquery("cutoff")


def _by_term(
    rows: Subquery, group: Group, columns: dict[_Column, str], *, only: Sql | None = None
) -> Subquery:
    """One row for each period, owner, entity and term: rows of the same entity together.

    `stands_for` is the number of the period's terms that the row's return stands for.
    """
    spanned = and_(SPANS.c.slot == rows.c.slot, SPANS.c.span == name_of(group.kind.span))
    joined, owner = with_owner(rows.join(SPANS, spanned), SPANS.c.period, rows.c.source)
    keys = [SPANS.c.period, owner, *(rows.c[name] for name in group.entity)]
    if not _asks_whether(group):
        keys.append(rows.c.slot)
    together = []
    for column, label in columns.items():
        value: Sql = rows.c[label]
        if column.lasting:
            is_term = SPANS.c.period % SLOTS_A_YEAR != ANNUAL
            value = case((or_(is_term, rows.c.is_replaced.is_not(true())), value))
        together.append(_gather(column)(value).label(label))
    statement = select(*keys, func.max(SPANS.c.terms).label("stands_for"), *together)
    if only is not None:
        statement = statement.where(only)
    return statement.select_from(joined).group_by(*keys).subquery("t")


def _over_time(terms: Subquery, group: Group, columns: dict[_Column, str]) -> Subquery:
    """Step one: one row for each period, owner and entity, with a column for each measure."""
    keys = [terms.c.period, terms.c.owner, *(terms.c[name] for name in group.entity)]

    def column_of(measure: Measure, value: Expression) -> Sql:
        return terms.c[columns[_column(measure, value)]]

    combined = []
    for number, measure in enumerate(group.measures):
        value = column_of(measure, measure.value)
        main = column_of(measure, measure.ranked_by) if measure.over is Over.PEAK else value
        if not _asks_whether(group):
            value = _combine(measure, terms, value, main=main)
        combined.append(value.label(f"e{number}"))
    statement = select(*keys, *combined)
    return (statement if _asks_whether(group) else statement.group_by(*keys)).subquery("e")


def _combine(measure: Measure, terms: Subquery, value: Sql, *, main: Sql) -> Sql:
    """The terms of an entity as one number."""
    place = terms.c.slot % SLOTS_A_YEAR
    match measure.over:
        case Over.ANY:
            return func.max(value)
        case Over.SUM:
            return func.sum(value)
        case Over.TERMS:
            stated = func.coalesce(func.sum(case((place != ANNUAL, value))), 0)
            annual = func.coalesce(
                func.max(case((and_(place == ANNUAL, value == 1), terms.c.stands_for))), 0
            )
            return func.nullif(case((annual > stated, annual), else_=stated), 0)
        case Over.LATEST:
            by_place = (func.max(case((place == i, value))) for i in range(ANNUAL, -1, -1))
            return func.coalesce(*by_place)
        case Over.PEAK if value is main:
            return func.max(main)
        case Over.PEAK:
            return _companion(main * SLOTS_A_YEAR + (ANNUAL - place), value, of=main)
    raise TypeError(f"{measure.words}: lists are not read term by term.")


def _companion(rank: Sql, value: Sql, *, of: Sql) -> Sql:
    """The value that stands beside the largest rank, known or not: both packed into one."""
    packed = case((of.is_not(None), rank * PACK + func.coalesce(value + 1, 0)))
    return func.nullif(func.max(packed) % PACK, 0) - 1


def _roll_up(entities: Subquery, group: Group) -> Select[Any]:
    """Step two: one row for each period and owner."""
    keys = [entities.c.period, entities.c.owner]
    rolled = []
    for number, measure in enumerate(group.measures):
        value = entities.c[f"e{number}"]
        is_enough = case((value >= measure.enough, 1))
        one: Sql = value if measure.roll_up is RollUp.SUM else is_enough
        if group.entity:
            one = (func.max if measure.roll_up is RollUp.ANY else func.sum)(one)
        rolled.append(one.label(f"m{number}"))
    statement = select(*keys, *rolled)
    return statement.group_by(*keys) if group.entity else statement
