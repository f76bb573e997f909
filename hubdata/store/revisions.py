"""Revision numbers: what caches are keyed on, bumped in the transaction that makes the change."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, func, select

from hubdata.store.tables import Return, Revision

NO_SLOT = -1


def bump(session: Session, topics: Iterable[str], *, slot: int = NO_SLOT) -> None:
    """Say that something under these topics has changed in a period."""
    for topic in set(topics):
        revision = session.get(Revision, (slot, topic)) or Revision(slot=slot, topic=topic)
        revision.number += 1
        session.add(revision)


def load_revisions(session: Session) -> dict[tuple[int, str], int]:
    """All revision numbers by (slot, topic)."""
    return {(r.slot, r.topic): r.number for r in session.exec(select(Revision))}


def load_newest_return(session: Session) -> int:
    """The id of the return that was stored last, waiting ones too; 0 before the first."""
    return session.exec(select(func.max(col(Return.id)))).one() or 0
