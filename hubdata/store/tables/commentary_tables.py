"""What people write beside the numbers: commentary, and actions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredCommentary(Base, table=True):
    """One version of a commentary; the newest of a subject and period is the one that stands.
    Only ever added to."""

    __tablename__ = "commentary"
    __table_args__ = (Index("ix_commentary_slot_subject", "slot", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str  # a KPI's id, or a section of the board pack: "section overview"
    slot: int  # `Period.slot`
    text: str  # "" was taken away
    status: str  # one of `CommentaryStatus`
    owner: str = ""
    author: str
    written_at: datetime = Field(sa_type=UtcDateTime)


class StoredAction(Base, table=True):
    """An action as it stands; the audit log keeps what it was before. `version` grows with every
    change, so that two people cannot change the same one unseen."""

    __tablename__ = "action"

    id: int | None = Field(default=None, primary_key=True)
    text: str
    owner: str
    due: date | None = None
    status: str  # one of `ActionStatus`
    kpi: str = Field(default="", index=True)  # "" concerns no single KPI
    slot: int  # the period it was raised for
    raised_at: datetime = Field(sa_type=UtcDateTime)
    raised_by: str
    closed_on: date | None = None  # since when it is done or dropped
    version: int = 1
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
