"""Revision numbers: what caches are keyed on, bumped in the transaction that makes the change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from hubdata.store.base import table_of
from hubdata.store.tables import Return, Revision

NO_SLOT = -1
UPSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def bump(session: Session, topics: Iterable[str], *, slot: int = NO_SLOT) -> None:
    """Say that something under these topics has changed in a period. Of two who say so at once,
    on PostgreSQL, the second waits until the first is done."""
    wanted = sorted(set(topics))
    if not wanted:
        return
    table = table_of(Revision)
    insert = UPSERTS[session.get_bind().dialect.name](table)
    statement = insert.values([{"slot": slot, "topic": one, "number": 1} for one in wanted])
    again = {"number": table.c.number + 1}
    session.execute(statement.on_conflict_do_update(index_elements=["slot", "topic"], set_=again))


def load_revisions(session: Session) -> dict[tuple[int, str], int]:
    """All revision numbers by (slot, topic)."""
    return {(r.slot, r.topic): r.number for r in session.exec(select(Revision))}


def load_stamp(session: Session) -> tuple[int, int, int]:
    """Three numbers, in one small statement, that are never the same again once any revision number
    grows or a return comes in: the sum of the numbers, how many there are, the newest return."""
    newest = select(func.max(col(Return.id))).scalar_subquery()
    statement = select(func.sum(col(Revision.number)), func.count(), newest)
    total, count, last = session.exec(statement.select_from(Revision)).one()
    return int(total or 0), count, last or 0
