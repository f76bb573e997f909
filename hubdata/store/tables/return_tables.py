"""What was received, what it was read as, what was found, and what was done with it.

A file is stored before anything reads it. Its readings are returns; a return's parts are its
sheets. `is_current` marks the one accepted part that counts for its source, period and sheet.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class ReceivedFile(Base, table=True):
    """A file as it came. `status`: received, checked, refused or unreadable.

    The same bytes sent twice are one file (`sha256` is unique) unless they were erased.
    """

    __tablename__ = "received_file"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    name: str
    size: int
    received_at: datetime = Field(sa_type=UtcDateTime)
    received_on: date
    actor: str
    sender: str = ""
    status: str = "received"
    choices: str = (
        ""  # JSON: kind, year, term and mapping told by the officer, for reading it again
    )
    issues: str = ""  # JSON: issues of the file as a whole
    doubts: str = ""  # JSON: sources that could not be told for sure, with those that may be meant
    layout: str = ""  # fingerprint of its headings
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    erased_reason: str = ""


class FileContent(Base, table=True):
    """The bytes, in a table of their own so that listing files does not read them."""

    __tablename__ = "file_content"

    file_id: int = Field(foreign_key="received_file.id", primary_key=True)
    content: bytes


class Return(Base, table=True):
    """One kind, source and period found in a file. Status: checked, accepted, partly accepted,
    rejected, withdrawn, superseded."""

    __tablename__ = "return"
    __table_args__ = (Index("ix_return_source", "kind", "year", "term", "source"),)

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="received_file.id", index=True)
    kind: str
    source: str  # URN, partner id, or "hub"
    source_name: str = ""
    year: int  # academic-year code, 202526
    term: str  # autumn, spring, summer, annual
    slot: int  # `Period.slot`: orders periods
    received_on: date
    status: str
    nil_return: bool | None = None
    estimate: bool | None = None
    data_basis: str | None = None
    definition_version: str = ""
    read_at: datetime = Field(sa_type=UtcDateTime)


class ReturnPart(Base, table=True):
    """One sheet of a return. Status: checked, accepted, superseded, withdrawn, rejected."""

    __tablename__ = "return_part"
    __table_args__ = (
        Index(
            "uq_return_part_current",
            *("kind", "source", "slot", "sheet"),
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
        Index("ix_return_part_current_slot", "is_current", "slot"),
    )

    id: int | None = Field(default=None, primary_key=True)
    return_id: int = Field(foreign_key="return.id", index=True)
    kind: str
    source: str
    slot: int
    sheet: str
    sent: str = ""  # what the sender called the sheet
    places: str = ""  # JSON: the letters of each field's column, or in a form its cell
    rows: int
    rows_left_out: int = 0
    status: str = "checked"
    is_current: bool = False
    is_estimate: bool = False
    is_year_to_date: bool = False
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_by: str = ""
    reason: str = ""
    replaces_id: int | None = Field(default=None, foreign_key="return_part.id")
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str = ""


class StoredIssue(Base, table=True):
    """An issue of a return, with its explanation where one was given."""

    __tablename__ = "return_issue"

    id: int | None = Field(default=None, primary_key=True)
    return_id: int = Field(foreign_key="return.id", index=True)
    severity: str
    code: str
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    field: str = ""
    value: str = ""
    message: str
    loses_row: bool = False
    explanation: str = ""
    explained_by: str = ""
    explained_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AuditEntry(Base, table=True):
    """Who did what to what, and when. Only ever added to."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str
    action: str
    subject: str = Field(index=True)  # "return 17", "file 4", "setting hub_name"
    detail: str = ""


class Revision(Base, table=True):
    """A number that grows with every accepted change to a sheet in a period; caches are keyed on
    it. The register and the settings have rows of their own, with slot -1."""

    __tablename__ = "revision"

    slot: int = Field(primary_key=True)
    topic: str = Field(primary_key=True)  # a sheet's name, "register", "settings", "targets"
    number: int = 0
