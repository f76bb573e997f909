"""Snapshots: the results of a period as they were reported, with all they rest on."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredSnapshot(Base, table=True):
    """Frozen for a purpose and never changed. `content` is packed JSON: results, the base, the
    accepted parts, settings, calendar and definition versions."""

    __tablename__ = "snapshot"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    slot: int
    purpose: str = ""
    as_at: date
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: str
    content: bytes
