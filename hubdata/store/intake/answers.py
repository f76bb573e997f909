"""What some sources answered, and how well: the rows that count of any sheets, what was left out
and what was explained, for the pages about one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from hubdata.store.tables import ReturnPart, StoredIssue
from hubdata.store.tables.base import in_chunks, table_of
from hubdata.store.tables.row_tables import ROW_TABLES

Row = dict[str, Any]


def load_answers(
    session: Session, sheets: Iterable[str], *, sources: Collection[str], last_slot: int
) -> dict[str, list[Row]]:
    """The rows that count of each sheet, by the name of its table, up to a slot: oldest first, and
    in the order they were sent; each with `is_year_to_date` of its part."""
    found: dict[str, list[Row]] = {}
    for sheet in sheets:
        table = table_of(ROW_TABLES[sheet])
        query = (
            select(table, col(ReturnPart.is_year_to_date))
            .join(ReturnPart, col(ReturnPart.id) == table.c.part_id)
            .where(table.c.is_current, table.c.source.in_(sources), table.c.slot <= last_slot)
            .order_by(table.c.slot, table.c.source, table.c.row_number)
        )
        found[sheet] = [dict(row) for row in session.execute(query).mappings()]
    return found


def load_returns_of(session: Session, found: Mapping[str, Sequence[Row]]) -> dict[int, int]:
    """The return of each part that some rows are of, by the part's id."""
    parts = {row["part_id"] for rows in found.values() for row in rows}
    places: dict[int, int] = {}
    for some in in_chunks(parts):
        query = select(col(ReturnPart.id), col(ReturnPart.return_id)).where(
            col(ReturnPart.id).in_(some)
        )
        places |= {int(part or 0): number for part, number in session.execute(query)}
    return places


def count_left_out(session: Session, return_ids: Collection[int]) -> dict[int, int]:
    """Rows that could not be used, by return; a return without any is not there."""
    query = (
        select(col(ReturnPart.return_id), func.sum(ReturnPart.rows_left_out))
        .where(col(ReturnPart.return_id).in_(return_ids), col(ReturnPart.rows_left_out) > 0)
        .group_by(col(ReturnPart.return_id))
    )
    return {return_id: int(count) for return_id, count in session.execute(query)}


def count_explained(session: Session, return_ids: Collection[int]) -> dict[int, int]:
    """Queries that were accepted with a reason, by return; one without any is not there."""
    query = (
        select(col(StoredIssue.return_id), func.count())
        .where(col(StoredIssue.return_id).in_(return_ids), col(StoredIssue.explanation) != "")
        .group_by(col(StoredIssue.return_id))
    )
    return {return_id: int(count) for return_id, count in session.execute(query)}
