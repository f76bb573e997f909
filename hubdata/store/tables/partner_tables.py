"""The register of hub partners."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredPartner(Base, table=True):
    """A hub partner as it stands; the audit log keeps what it was before."""

    __tablename__ = "partner"

    partner_id: str = Field(primary_key=True)
    name: str
    kind: str  # one of `PartnerKind`
    la_codes: str = ""  # "991; 993"; "" is the whole hub
    agreement_signed: bool | None = None
    commitments_signed: bool | None = None
    contact_role: str = ""
    mailbox: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
