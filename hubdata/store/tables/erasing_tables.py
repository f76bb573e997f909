"""E-mail addresses that were erased on request, by their fingerprint alone."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class ErasedEmail(Base, table=True):
    """An address that is not kept again: what it was cannot be told from this."""

    __tablename__ = "erased_email"

    fingerprint: str = Field(primary_key=True)
    erased_at: datetime = Field(sa_type=UtcDateTime)
    erased_by: str
    reason: str = ""
