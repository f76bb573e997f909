"""The statement for sheets that are whole lists, such as lead schools: what the latest one says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import FromClause, Select, Subquery, and_, case, func, select

from hubdata.kpis.expressions import Field, Leaf, PeriodFact
from hubdata.kpis.measures import PERIOD
from hubdata.store.kpi_base import name_of, with_owner
from hubdata.store.kpi_expressions import Sql, build_condition, build_value
from hubdata.store.kpi_tables import PERIODS, SPANS
from hubdata.store.measure_sources import Group, owner_in, source_of
from hubdata.store.row_tables import SHEETS
from hubdata.store.tables import ReturnPart


def select_lists(group: Group) -> Select[Any]:
    """What the rows of each source's latest part in the period say; the sheets are small."""
    source = source_of(group.kind)
    latest = _latest_parts(group.kind.sheet)

    def find(leaf: Leaf) -> Sql:
        match leaf:
            case Field(name):
                return source.c[name]
            case PeriodFact(name):
                return PERIODS.c[name]
        raise TypeError(f"A row of a list has no {leaf}.")

    is_latest = and_(latest.c.source == source.c.source, latest.c.slot == source.c.slot)
    told = owner_in(source, group.kind.owner)
    joined, owner = with_owner(
        source.join(latest, is_latest).join(PERIODS, PERIODS.c.period == latest.c.period),
        latest.c.period,
        told.element,
    )
    values = [
        func.sum(case((build_condition(one.where, find), build_value(one.value, find))))
        for one in group.measures
    ]
    statement = select(latest.c.period, owner, *values).select_from(joined)
    return statement.where(source.c.is_current).group_by(latest.c.period, owner)


def _latest_parts(sheet: str) -> Subquery:
    """The last slot of each period for which a source sent the sheet."""
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    read = and_(SPANS.c.slot == part.c.slot, SPANS.c.span == name_of(PERIOD))
    statement = select(part.c.source, SPANS.c.period, func.max(part.c.slot).label("slot"))
    current = and_(part.c.is_current, part.c.sheet == SHEETS[sheet].name)
    statement = statement.select_from(part.join(SPANS, read)).where(current)
    return statement.group_by(part.c.source, SPANS.c.period).subquery("latest")
