"""The statement for what is carried on, such as the roll: the latest value ever told by the end of
each period, however long ago."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    FunctionElement,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)

from hubdata.kpis.measures import SameTerm
from hubdata.store.kpi_base import with_owner
from hubdata.store.kpi_expressions import Sql
from hubdata.store.kpi_tables import PERIODS

PACK = 1 << 24
"""Above any count of one entity in one term, so that two counts can be packed into one number."""


def select_latest_ever(rows: Subquery, wanted: Sequence[tuple[SameTerm, str]]) -> Select[Any]:
    """Columns `period`, `owner` and one for each wanted column of the rows, in their order.

    `rows` has one row for each source and slot. If several sources count as one school and told
    it in the same term, their values are added up (or the largest is taken).
    """
    latest = _latest_by_source(rows, [label for _, label in wanted])
    packed = _by_period(latest, len(wanted))
    keys = [packed.c.period, packed.c.owner]
    values = []
    for number, (same_term, _) in enumerate(wanted):
        own, top = packed.c[f"p{number}"], packed.c[f"t{number}"]
        if same_term is SameTerm.LARGEST:
            value: Sql = func.max(top) % PACK
        else:
            value = func.sum(case((own - own % PACK == top - top % PACK, own % PACK)))
        values.append(value.label(f"m{number}"))
    return select(*keys, *values).group_by(*keys)


def _latest_by_source(rows: Subquery, labels: Sequence[str]) -> Subquery:
    """For each source and slot the latest values up to then, each packed with its slot, and the
    slot of the source's next row, `until` which they hold."""

    def over_time(value: FunctionElement[Any]) -> Sql:
        return value.over(partition_by=rows.c.source, order_by=rows.c.slot)

    slot = cast(rows.c.slot, BigInteger) * PACK
    packed = (
        over_time(func.max(slot + rows.c[label])).label(f"p{number}")
        for number, label in enumerate(labels)
    )
    until = over_time(func.lead(rows.c.slot)).label("until")
    return select(rows.c.source, rows.c.slot, until, *packed).subquery("latest")


def _by_period(latest: Subquery, count: int) -> Subquery:
    """What holds at the end of each period, and the latest of all sources of the same school."""
    holds = and_(
        latest.c.slot <= PERIODS.c.last_slot,
        or_(latest.c.until.is_(None), PERIODS.c.last_slot < latest.c.until),
    )
    joined, owner = with_owner(latest.join(PERIODS, holds), PERIODS.c.period, latest.c.source)
    own = [latest.c[f"p{number}"] for number in range(count)]
    held = select(PERIODS.c.period, owner, *own).select_from(joined).subquery("held")
    keys = (held.c.period, held.c.owner)
    tops = (
        func.max(held.c[f"p{number}"]).over(partition_by=keys).label(f"t{number}")
        for number in range(count)
    )
    return select(held, *tops).subquery("packed")
