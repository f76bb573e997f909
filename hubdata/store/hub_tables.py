"""What the hub decides about itself: settings, the term calendar, targets."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from hubdata.store.base import Base, UtcDateTime


class StoredSetting(Base, table=True):
    """One setting of the hub, as JSON."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str


class TermDates(Base, table=True):
    """When a term starts and ends."""

    __tablename__ = "term_dates"

    slot: int = Field(primary_key=True)
    starts_on: date
    ends_on: date


class DueDate(Base, table=True):
    """When a kind of return is due for a term, or for the year (slot of the annual period)."""

    __tablename__ = "due_date"

    kind: str = Field(primary_key=True)
    slot: int = Field(primary_key=True)
    due_on: date


class StoredTarget(Base, table=True):
    """The target of a KPI for a year; `la_code` "" is the whole hub. No row: none was set here.
    `value` None means "no target" was decided."""

    __tablename__ = "target"

    kpi: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    la_code: str = Field(primary_key=True, default="")
    value: float | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
