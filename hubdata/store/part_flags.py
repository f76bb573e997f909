"""Which sheets each source returned for each term: one row of flags, read once from all parts.

Who returned what is asked for every KPI; a number with a bit for each sheet answers them all.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    FromClause,
    Select,
    String,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    true,
)

from hubdata.kpis.expressions import AllOf, AnyOf, Condition, Field, IsIn, IsYes
from hubdata.store.kpi_expressions import Sql
from hubdata.store.kpi_tables import SLOTS, TOLD, key, temporary
from hubdata.store.row_tables import SHEETS
from hubdata.store.tables import Return, ReturnPart

PARTS = temporary(
    "kpi_part",
    TOLD,
    key("slot"),
    key("source", String),
    Column("kind", String),
    Column("sheets", BigInteger),
    Column("nil", Boolean),
    Column("is_estimated", Boolean),
    Column("estimated_sheets", BigInteger),
    Column("estimated_nil", Boolean),
)
"""The current parts of each source and slot together; `sheets` has a bit for each."""

BITS = {name: 1 << n for n, name in enumerate(dict.fromkeys(s.name for s in SHEETS.values()))}


def fill_parts(connection: Connection) -> None:
    """Read the parts of all slots that are read at all; a sheet is current once at most."""
    names = [column.name for column in PARTS.columns]
    connection.execute(insert(PARTS).from_select(names, _select_parts()))


def build_part_condition(condition: Condition, *, estimated: bool = False) -> Sql:
    """What a measure asks of parts, asked of their flags; with `estimated`, of those that are.

    Raises `TypeError` for what the flags do not tell.
    """
    match condition:
        case AllOf(()):
            return PARTS.c.is_estimated if estimated else true()
        case AllOf((answers, IsYes(Field("is_estimate")))):
            return build_part_condition(answers, estimated=True)
        case AnyOf(parts):
            return or_(*(build_part_condition(part, estimated=estimated) for part in parts))
        case IsIn(Field("sheet"), tables):
            asked = sum({BITS[SHEETS[str(table)].name] for table in tables})
            sheets = PARTS.c.estimated_sheets if estimated else PARTS.c.sheets
            return sheets.bitwise_and(asked) != 0
        case IsYes(Field("nil_return")):
            return PARTS.c.estimated_nil if estimated else PARTS.c.nil
    raise TypeError(f"The flags of parts do not tell {condition}.")


def _select_parts() -> Select[tuple[object, ...]]:
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    one: FromClause = Return.__table__  # type: ignore[attr-defined]
    bit = case(BITS, value=part.c.sheet, else_=0)
    estimated, nil = part.c.is_estimate, one.c.nil_return
    statement = select(
        part.c.slot,
        part.c.source,
        func.max(part.c.kind),
        func.sum(bit),
        _any(nil),
        _any(estimated),
        func.sum(case((estimated, bit), else_=0)),
        _any(and_(nil, estimated)),
    ).join_from(part, one)
    is_read = part.c.slot.in_(select(SLOTS.c.slot))
    return statement.where(part.c.is_current, is_read).group_by(part.c.slot, part.c.source)


def _any(flag: Sql) -> Sql:
    """Whether it is true of any of them."""
    return func.max(case((flag, 1), else_=0)) == 1
