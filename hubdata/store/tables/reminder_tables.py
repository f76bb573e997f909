"""Reminders of returns that had not come."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class Reminder(Base, table=True):
    """A source was reminded of a return. Letters of the same day are one reminder."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("kind", "slot", "source", "reminded_on"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slot: int  # `Period.slot`
    source: str
    reminded_on: date
    prepared_at: datetime = Field(sa_type=UtcDateTime)
    prepared_by: str
