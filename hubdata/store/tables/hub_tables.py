"""What the hub decides about itself: settings, the term calendar, targets."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


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
    `value` None means "no target" was decided. The other columns are those of `kpis.targets`; where
    a range is set, the upper ends have columns of their own."""

    __tablename__ = "target"

    kpi: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    la_code: str = Field(primary_key=True, default="")
    value: float | None = None
    autumn: float | None = None
    spring: float | None = None
    summer: float | None = None
    margin: float | None = None
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    rationale: str = Field(default="", sa_column_kwargs={"server_default": ""})
    baseline_year: int | None = None
    upper: float | None = None
    autumn_upper: float | None = None
    spring_upper: float | None = None
    summer_upper: float | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str


class TargetChange(Base, table=True):
    """A target as it was and as it became, as JSON; "" is a target that was not set. Changes saved
    together share their `batch`; one that takes back another batch names it. Only ever added to."""

    __tablename__ = "target_change"

    id: int | None = Field(default=None, primary_key=True)
    batch: int = Field(index=True)
    undoes: int | None = None
    kpi: str
    year: int
    la_code: str
    before: str
    after: str
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
