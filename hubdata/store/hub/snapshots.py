"""Saving snapshots, and finding again the very rows they rest on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, FromClause, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from hubdata.errors import UnknownThing, UserError
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import PART, REPEATS, RETURN
from hubdata.kpis.reading.rows import Row, Rows
from hubdata.store.audit import add_entry
from hubdata.store.intake.acceptance import Status
from hubdata.store.measuring.kpi_rows import TABLE_OF_SHEET
from hubdata.store.tables import Return, ReturnPart, StoredSnapshot
from hubdata.store.tables.base import in_chunks
from hubdata.store.tables.row_tables import ROW_TABLES


def save_snapshot(
    session: Session,
    *,
    name: str,
    slot: int,
    purpose: str,
    as_at: date,
    content: Mapping[str, Any],
    actor: str,
) -> None:
    """Keep a snapshot. Raises `UserError` if there is one of that name: none is overwritten."""
    if session.exec(select_rows(StoredSnapshot.id).where(StoredSnapshot.name == name)).first():
        raise UserError(f'There is a snapshot "{name}" already. Choose another name.')
    packed = zlib.compress(json.dumps(content, default=str).encode())
    session.add(
        StoredSnapshot(
            name=name,
            slot=slot,
            purpose=purpose,
            as_at=as_at,
            created_at=datetime.now(UTC),
            created_by=actor,
            content=packed,
        )
    )
    add_entry(session, actor, action="froze", subject=f"snapshot {name}", detail=purpose)


def load_snapshots(session: Session) -> list[StoredSnapshot]:
    """Every snapshot, newest first."""
    return list(session.exec(select_rows(StoredSnapshot).order_by(col(StoredSnapshot.id).desc())))


def load_snapshot(session: Session, name: str) -> StoredSnapshot:
    """The snapshot of that name. Raises `UnknownThing`."""
    found = session.exec(select_rows(StoredSnapshot).where(StoredSnapshot.name == name)).first()
    if found is None:
        names = ", ".join(one.name for one in load_snapshots(session)) or "none yet"
        raise UnknownThing(f'There is no snapshot "{name}". There are: {names}.')
    return found


def unpack(snapshot: StoredSnapshot) -> dict[str, Any]:
    """What a snapshot holds."""
    content: dict[str, Any] = json.loads(zlib.decompress(snapshot.content))
    return content


def load_standing(session: Session, *, last_slot: int) -> tuple[list[int], list[int]]:
    """The ids of the parts that count up to a period, and of the returns that were not given up."""
    parts = select_rows(col(ReturnPart.id)).where(
        col(ReturnPart.is_current), ReturnPart.slot <= last_slot
    )
    given_up = (Status.REJECTED.value, Status.WITHDRAWN.value)
    returns = select_rows(col(Return.id)).where(
        col(Return.status).not_in(given_up), Return.slot <= last_slot
    )
    return [one for one in session.exec(parts) if one], [
        one for one in session.exec(returns) if one
    ]


def load_rows_of(
    connection: Connection,
    kpis: Collection[Kpi],
    *,
    part_ids: Collection[int],
    return_ids: Collection[int],
    repeats: Mapping[str, Mapping[str, int]],
) -> Rows:
    """The rows of just these parts and returns, as the plain reading of measures wants them, with
    what repeated another source's row then."""
    sheets = {m.sheet for kpi in kpis for figure in kpi.figures for m in figure.measures()}
    rows: dict[str, list[Row]] = {}
    for sheet in sorted(sheets - {PART, RETURN}):
        table = ROW_TABLES[sheet].__table__  # type: ignore[attr-defined]
        found = _rows_by(connection, table, "part_id", part_ids)
        then = repeats.get(sheet, {})
        rows[sheet] = [
            {**row, REPEATS: then.get(str(row["id"]), 0)} if REPEATS in row else row
            for row in found
            if not row["left_out"]
        ]
    received: FromClause = Return.__table__  # type: ignore[attr-defined]
    returns = _rows_by(connection, received, "id", return_ids)
    nil = {row["id"]: row["nil_return"] for row in returns}
    rows[RETURN] = [{**row, "status": Status.ACCEPTED.value} for row in returns]
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    rows[PART] = [
        {
            **row,
            "sheet": TABLE_OF_SHEET[row["kind"], row["sheet"]],
            "nil_return": nil.get(row["return_id"]),
        }
        for row in _rows_by(connection, part, "id", part_ids)
    ]
    return rows


def load_parts_by_id(session: Session, ids: Collection[int]) -> dict[int, ReturnPart]:
    """Parts by id."""
    found: dict[int, ReturnPart] = {}
    for some in in_chunks(ids):
        query = select_rows(ReturnPart).where(col(ReturnPart.id).in_(some))
        found |= {part.id: part for part in session.exec(query) if part.id is not None}
    return found


def _rows_by(
    connection: Connection, table: FromClause, column: str, ids: Collection[int]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for some in in_chunks(ids):
        query = select(table).where(table.c[column].in_(some))
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found
