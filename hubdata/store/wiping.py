"""Whether the store is empty, and emptying it of the sample hub, the one thing that may be removed
as a whole."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import Session, col, select

from hubdata.store.tables import Base, ReceivedFile, RegisterLoad, ReturnPart


def is_untouched(session: Session) -> bool:
    """Whether nothing was ever loaded or received."""
    firsts = (select(col(table.id)).limit(1) for table in (ReceivedFile, RegisterLoad))
    return all(session.exec(first).first() is None for first in firsts)


def wipe(session: Session) -> None:
    """Delete every row of every table, in the transaction of the session."""
    session.exec(update(ReturnPart).values(replaces_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())
