"""Values that were corrected on the screen: of a cell of a file, and in which parts they hold."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class StoredCorrection(Base, table=True):
    """What a cell of a file means instead of what was sent in it. It is kept when it is undone.

    `sheet` is the sheet of the return, `sent` what the sender called it; `cell` is its address, or
    empty where the file has no column for the field. `before` is what was sent, as text.
    """

    __tablename__ = "correction"

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="received_file.id", index=True)
    sheet: str
    sent: str
    row_number: int
    field: str
    cell: str = ""
    before: str = ""
    after: str = ""
    reason: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: str
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: str = ""


class CorrectedCell(Base, table=True):
    """A cell of a stored part whose value is a correction, not what was sent."""

    __tablename__ = "corrected_cell"
    __table_args__ = (Index("ix_corrected_cell_part_id_row_number", "part_id", "row_number"),)

    id: int | None = Field(default=None, primary_key=True)
    part_id: int = Field(foreign_key="return_part.id")
    correction_id: int = Field(foreign_key="correction.id", index=True)
    row_number: int
    field: str
