"""Rows that count, as the plain reading of measures wants them: for explanations, which need the
cells, and to recompute what the SQL says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, select

from hubdata.kpis.evaluate import Row, Rows
from hubdata.kpis.kpi import Kpi
from hubdata.kpis.measures import PART, RETURN
from hubdata.store.row_tables import ROW_TABLES, SHEETS
from hubdata.store.tables import Return, ReturnPart

_TABLES_BY_NAME = {sheet.name: table for table, sheet in SHEETS.items()}


def load_kpi_rows(
    connection: Connection, kpis: Iterable[Kpi], *, first_slot: int = 0, last_slot: int
) -> Rows:
    """All current rows of the sheets some KPIs read, from the first to the last slot.

    What is carried on, such as the roll, may have been told long ago: leave `first_slot` at 0 to
    have it.
    """
    sheets = {m.sheet for kpi in kpis for figure in kpi.figures for m in figure.measures()}
    rows: dict[str, list[Row]] = {}
    for sheet in sorted(sheets - {PART, RETURN}):
        table = ROW_TABLES[sheet].__table__  # type: ignore[attr-defined]
        slots = table.c.slot.between(first_slot, last_slot)
        rows[sheet] = _load(connection, table, table.c.is_current, slots)
    slots = Return.__table__.c.slot.between(first_slot, last_slot)  # type: ignore[attr-defined]
    rows[RETURN] = _load(connection, Return.__table__, slots)  # type: ignore[attr-defined]
    rows[PART] = _load_parts(connection, first_slot, last_slot)
    return rows


def _load_parts(connection: Connection, first_slot: int, last_slot: int) -> list[Row]:
    """Every current part, with the table of its sheet and whether its return says nil."""
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    one: FromClause = Return.__table__  # type: ignore[attr-defined]
    statement = select(part, one.c.nil_return).join_from(part, one)
    statement = statement.where(part.c.is_current, part.c.slot.between(first_slot, last_slot))
    found = connection.execute(statement).mappings()
    return [{**row, "sheet": _TABLES_BY_NAME[row["sheet"]]} for row in found]


def _load(connection: Connection, table: FromClause, *where: ColumnElement[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(select(table).where(*where)).mappings()]
