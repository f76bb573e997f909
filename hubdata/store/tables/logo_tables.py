"""The hub's logo, apart from its settings: those are read with every page."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredLogo(Base, table=True):
    """The logo as it was checked; there is one, or none. `sha256` is the address's version."""

    __tablename__ = "logo"

    id: int = Field(default=1, primary_key=True)
    content: bytes
    media_type: str
    sha256: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
