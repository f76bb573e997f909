"""Rows that count, as they are shown one by one: of some terms, or the latest that were sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from hubdata.store.tables.base import table_of
from hubdata.store.tables.row_tables import ROW_TABLES

Row = dict[str, Any]


def load_rows(
    session: Session, table: str, names: Sequence[str], *, slots: Collection[int]
) -> list[Row]:
    """Some fields of a sheet's rows that count for some terms, the oldest first; `source` and
    `slot` are told with them."""
    columns = table_of(ROW_TABLES[table]).c
    wanted = [columns.source, columns.slot, *(columns[name] for name in names)]
    statement = (
        select(*wanted)
        .where(columns.is_current, columns.slot.in_(sorted(slots)))
        .order_by(columns.slot, columns.source, columns.row_number)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def load_latest_rows(
    session: Session, table: str, names: Sequence[str], *, slots: Collection[int], up_to: int
) -> list[Row]:
    """The same of the latest term in which any row counts, up to a term or among some others."""
    columns = table_of(ROW_TABLES[table]).c
    is_meant = (columns.slot <= up_to) | columns.slot.in_(sorted(slots))
    latest = session.execute(
        select(func.max(columns.slot)).where(columns.is_current, is_meant)
    ).scalar()
    return [] if latest is None else load_rows(session, table, names, slots=[latest])
