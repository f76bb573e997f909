"""What an officer once said about the files of a sender, so that nobody is asked twice."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class RememberedMapping(Base, table=True):
    """What headings, and names of schools, mean in files of a sender or with the same headings.

    One for each sender and fingerprint of headings; the newest counts.
    """

    __tablename__ = "remembered_mapping"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    sender: str = Field(default="", index=True)  # in lower case; "" where it is not known
    layout: str = ""  # `mapping.fingerprint` of the headings of one sheet
    headings: str = ""  # JSON: bare heading to "table.field", or to "" where it is not to be read
    sources: str = ""  # JSON: what is written for a source to the source that is meant
    told_by: str
    told_at: datetime = Field(sa_type=UtcDateTime)
