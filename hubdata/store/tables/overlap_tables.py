"""What two sources told of the same activity, and what was decided about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class OverlapTwins(Base):
    """What makes an overlap the same one in every term."""

    activity: str
    first_source: str
    first_key: str
    second_source: str
    second_key: str


class StoredOverlap(OverlapTwins, table=True):
    """An overlap among the rows that count now: found anew with every accepted part, in the same
    transaction. `rows` is JSON: table, id, part, row and people of the rows of either side."""

    __tablename__ = "overlap"

    id: int | None = Field(default=None, primary_key=True)
    slot: int = Field(index=True)
    repeat: int
    rule: str  # whose counts until somebody decides
    kept: str  # whose counts now
    is_declared: bool
    decision_id: int | None = Field(default=None, foreign_key="overlap_decision.id")
    rows: str


class OverlapDecision(OverlapTwins, table=True):
    """Whose telling counts, from a term on. Never changed, but undone: then an earlier one, or
    the rule, holds again."""

    __tablename__ = "overlap_decision"
    __table_args__ = (Index("ix_overlap_decision_twins", "activity", "first_source"),)

    id: int | None = Field(default=None, primary_key=True)
    slot: int  # the first it holds for
    verdict: str  # first, second, both
    reason: str
    decided_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: str
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: str = ""
