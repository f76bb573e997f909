"""Board meetings: what is planned for each, and the packs that were approved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredMeeting(Base, table=True):
    """A meeting with its pack in the making. `version` grows with every change, so that two people
    cannot change the same one unseen."""

    __tablename__ = "board_meeting"

    id: int | None = Field(default=None, primary_key=True)
    held_on: date = Field(index=True)
    title: str
    slot: int  # the period the pack is about
    snapshot: str  # the name of the snapshot it rests on
    evidence: bytes  # packed JSON: what the pack may say, as it was when it was frozen
    plan: str  # JSON: sections with their titles, decisions, apologies
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str


class StoredEdition(Base, table=True):
    """An approved pack, whole: it is drawn from this alone, and never changed."""

    __tablename__ = "board_edition"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="board_meeting.id")
    number: int
    content: bytes  # packed JSON
    approved_at: datetime = Field(sa_type=UtcDateTime)
    approved_by: str


class StoredSlides(Base, table=True):
    """The hub's own PowerPoint template; the newest is taken. Only ever added to."""

    __tablename__ = "board_template"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    content: bytes  # "" takes our own again
    loaded_at: datetime = Field(sa_type=UtcDateTime)
    loaded_by: str
