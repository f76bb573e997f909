"""Revision numbers: what caches are keyed on, bumped in the transaction that makes the change."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy
from sqlmodel import Session, col, func, select

from hubdata.store.base import table_of
from hubdata.store.tables import Return, Revision

NO_SLOT = -1


def bump(session: Session, topics: Iterable[str], *, slot: int = NO_SLOT) -> None:
    """Say that something under these topics has changed in a period."""
    wanted = set(topics)
    if not wanted:
        return
    table = table_of(Revision)
    mine = (table.c.slot == slot) & table.c.topic.in_(wanted)
    known = set(session.execute(sqlalchemy.select(table.c.topic).where(mine)).scalars())
    session.execute(sqlalchemy.update(table).where(mine).values(number=table.c.number + 1))
    fresh = [{"slot": slot, "topic": topic, "number": 1} for topic in sorted(wanted - known)]
    if fresh:
        session.execute(sqlalchemy.insert(table), fresh)


def load_revisions(session: Session) -> dict[tuple[int, str], int]:
    """All revision numbers by (slot, topic)."""
    return {(r.slot, r.topic): r.number for r in session.exec(select(Revision))}


def load_newest_return(session: Session) -> int:
    """The id of the return that was stored last, waiting ones too; 0 before the first."""
    return session.exec(select(func.max(col(Return.id)))).one() or 0
