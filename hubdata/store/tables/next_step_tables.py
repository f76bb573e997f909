"""What is to happen next with a school or partner: notes of visits and calls, with an owner."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredNextStep(Base, table=True):
    """A next step as it stands; the audit log keeps what it was before. It never leaves the hub:
    no pack and no open data reads it. `version` grows with every change, so that two people cannot
    change the same one unseen."""

    __tablename__ = "next_step"

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)  # URN or partner id
    text: str
    owner: str
    due: date | None = None
    done_on: date | None = None
    raised_at: datetime = Field(sa_type=UtcDateTime)
    raised_by: str
    version: int = 1
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
