"""Revision numbers: what caches are keyed on, bumped in the transaction that makes the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import closing
from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import Dialect
from sqlmodel import Session, col, func, select

from hubdata.store.engine import open_engine
from hubdata.store.tables import Return, ReturnPart, Revision
from hubdata.store.tables.base import UPSERTS, table_of

NO_SLOT = -1

RECEIVED = "received"
"""Of a period: a return came, or one that came is held to count as received no longer, or again."""
SENDERS = "senders"
"""Of a period: somebody of whom nothing counted has a part that counts, or the other way round."""
NIL = "nil returns"
"""Of a period: a part counts, or counts no longer, whose sender has nothing to report."""

STAMP = select(
    func.sum(col(Revision.number)),
    func.count(),
    select(func.max(col(Return.id))).scalar_subquery(),
).select_from(Revision)
"""The statement, made once."""


def bump(session: Session, topics: Iterable[str], *, slot: int = NO_SLOT) -> None:
    """Say that something under these topics has changed in a period. Of two who say so at once,
    on PostgreSQL, the second waits until the first is done."""
    wanted = sorted(set(topics))
    if not wanted:
        return
    table = table_of(Revision)
    insert = UPSERTS[session.get_bind().dialect.name](table)
    again = {"number": table.c.number + 1}
    statement = insert.on_conflict_do_update(index_elements=["slot", "topic"], set_=again)
    session.execute(statement, [{"slot": slot, "topic": one, "number": 1} for one in wanted])


def bump_parts(session: Session, parts: Collection[Any]) -> None:
    """Say that parts count, or count no longer: their sheets, and nil returns if it is one."""
    topics: dict[int, set[str]] = defaultdict(set)
    for part in parts:
        topics[part.slot].add(part.sheet)
    returns = table_of(Return).c
    ids = {part.return_id for part in parts}
    nil = sqlalchemy.select(returns.slot).where(returns.id.in_(ids), returns.nil_return)
    for slot in session.execute(nil.distinct()).scalars():
        topics[slot].add(NIL)
    for slot, names in sorted(topics.items()):
        bump(session, names, slot=slot)


def bump_senders(session: Session, parts: Iterable[Any], *, still: Iterable[Any] = ()) -> None:
    """Say for which periods it depends on these parts alone whether anything of their sender
    counts; `still` are parts in whose place some of them count."""
    known = {_sender(part) for part in still}
    asked = {part.id: _sender(part) for part in parts if _sender(part) not in known}
    if not asked:
        return
    one = table_of(ReturnPart).c
    others = sqlalchemy.select(one.kind, one.source, one.slot).where(
        one.is_current,
        one.slot.in_({slot for _, _, slot in asked.values()}),
        one.source.in_({source for _, source, _ in asked.values()}),
        one.id.not_in(asked),
    )
    alone = set(asked.values()) - {tuple(row) for row in session.execute(others)}
    for slot in sorted({slot for _, _, slot in alone}):
        bump(session, [SENDERS], slot=slot)


def _sender(part: Any) -> tuple[str, str, int]:
    return part.kind, part.source, part.slot


def load_revisions(session: Session) -> dict[tuple[int, str], int]:
    """All revision numbers by (slot, topic)."""
    table = table_of(Revision).c
    rows = session.execute(sqlalchemy.select(table.slot, table.topic, table.number))
    return {(slot, topic): number for slot, topic, number in rows}


def load_stamp() -> tuple[int, int, int]:
    """Three numbers, in one small statement, that are never the same again once any revision number
    grows or a return comes in: the sum of the numbers, how many there are, the newest return.
    Every page asks for it many times, so it goes to the driver as it is: a session would take
    thirty times as long, a connection of SQLAlchemy's four times."""
    engine = open_engine()
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(_stamp_for(engine.dialect))
        ((total, count, last),) = cursor.fetchall()
    return int(total or 0), count, last or 0


@cache
def _stamp_for(dialect: Dialect) -> str:
    return str(STAMP.compile(dialect=dialect))
