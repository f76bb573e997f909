"""Rows that count, as the plain reading of measures wants them: for explanations, which need the
cells, and to recompute what the SQL says."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, select

from hubdata.kpis.evaluate import Row, Rows
from hubdata.kpis.kpi import Kpi
from hubdata.kpis.measures import PART, RETURN, Owner
from hubdata.periods import Period
from hubdata.returns.kinds import KINDS
from hubdata.store.row_tables import ROW_TABLES
from hubdata.store.tables import Return, ReturnPart

TABLE_OF_SHEET = {
    (kind.name, sheet.name): sheet.table for kind in KINDS.values() for sheet in kind.sheets
}
"""The table of a sheet; kinds of return may have sheets of the same name."""


def last_slot_read(period: Period) -> int:
    """The last slot of which returns count for a period: a term's annual return answers for it."""
    return Period(period.year).slot


def load_kpi_rows(
    connection: Connection,
    kpis: Iterable[Kpi],
    *,
    first_slot: int = 0,
    last_slot: int,
    sources: Collection[str] | None = None,
) -> Rows:
    """All current rows of the sheets some KPIs read, from the first to the last slot; of every
    source, or of some. What partners tell of the schools they name is there for those too.

    What is carried on, such as the roll, may have been told long ago: leave `first_slot` at 0 to
    have it.
    """

    measures = [m for kpi in kpis for figure in kpi.figures for m in figure.measures()]
    sheets = {measure.sheet for measure in measures}
    of_others = {f"row_{m.sheet}" for m in measures if m.owner is Owner.SCHOOLS}

    def chosen(table: FromClause) -> ColumnElement[bool]:
        slots = table.c.slot.between(first_slot, last_slot)
        if sources is None or getattr(table, "name", "") in of_others:
            return slots
        return slots & table.c.source.in_(sources)

    rows: dict[str, list[Row]] = {}
    for sheet in sorted(sheets - {PART, RETURN}):
        table = ROW_TABLES[sheet].__table__  # type: ignore[attr-defined]
        rows[sheet] = _load(connection, table, table.c.is_current, chosen(table))
    received: FromClause = Return.__table__  # type: ignore[attr-defined]
    rows[RETURN] = _load(connection, received, chosen(received))
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    rows[PART] = _load_parts(connection, chosen(part))
    return rows


def _load_parts(connection: Connection, chosen: ColumnElement[bool]) -> list[Row]:
    """Every current part, with the table of its sheet and whether its return says nil."""
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    one: FromClause = Return.__table__  # type: ignore[attr-defined]
    statement = select(part, one.c.nil_return).join_from(part, one)
    statement = statement.where(part.c.is_current, chosen)
    found = connection.execute(statement).mappings()
    return [{**row, "sheet": TABLE_OF_SHEET[row["kind"], row["sheet"]]} for row in found]


def _load(connection: Connection, table: FromClause, *where: ColumnElement[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(select(table).where(*where)).mappings()]
