"""Whether the store is empty, and emptying it of the sample hub, the one thing that may be removed
as a whole."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import Session, col, select

from hubdata.store.tables import (
    Base,
    ReceivedFile,
    RegisterLoad,
    ReturnPart,
    Revision,
    StoredSetting,
)


def is_untouched(session: Session) -> bool:
    """Whether nothing was ever loaded, received or set."""
    columns = (ReceivedFile.id, RegisterLoad.id, StoredSetting.key)
    firsts = (select(col(column)).limit(1) for column in columns)
    return all(session.exec(first).first() is None for first in firsts)


def wipe(session: Session) -> None:
    """Delete every row of every table, in the transaction of the session.

    Revision numbers go on counting: a cache keyed on them must not take the next hub for this one.
    """
    session.exec(update(ReturnPart).values(replaces_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        if table.name != Revision.__tablename__:
            session.execute(table.delete())
    session.exec(update(Revision).values(number=Revision.number + 1))
