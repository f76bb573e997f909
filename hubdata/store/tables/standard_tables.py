"""What the hub's numbers are compared with: others' published figures, and its own old ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredBenchmark(Base, table=True):
    """A figure that somebody published about a KPI: the country's, or another hub's. `year` None is
    an undated one. Two sources may give two values of one year: both are kept."""

    __tablename__ = "benchmark"
    __table_args__ = (UniqueConstraint("kpi", "place", "year", "unit", "source"),)

    id: int | None = Field(default=None, primary_key=True)
    kpi: str = Field(index=True)
    place: str
    year: int | None = None
    value: float
    unit: str
    source: str
    link: str = ""
    note: str = ""
    is_verified: bool = False
    is_comparable: bool = False
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str


class StoredPublished(Base, table=True):
    """A figure of the hub's own past, as it was published, with no returns behind it; `la_code` ""
    is the whole hub. Never added to anything."""

    __tablename__ = "published_figure"

    kpi: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    la_code: str = Field(primary_key=True, default="")
    value: float
    source: str
    note: str = ""
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
