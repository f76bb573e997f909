"""Emptying the store of the sample hub, the one thing that may be removed as a whole."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import Session

from hubdata.store.tables import Base, ReturnPart


def wipe(session: Session) -> None:
    """Delete every row of every table, in the transaction of the session."""
    session.exec(update(ReturnPart).values(replaces_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())
