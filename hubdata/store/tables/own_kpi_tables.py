"""The hub's own KPIs: every definition they ever had."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredOwnKpi(Base, table=True):
    """One step in the life of an own KPI: defined, changed, put away, taken back. Only ever added
    to; the latest step holds. `content` is the definition as JSON."""

    __tablename__ = "own_kpi"

    kpi: str = Field(primary_key=True)
    step: int = Field(primary_key=True)
    version: int
    is_put_away: bool = False
    content: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
