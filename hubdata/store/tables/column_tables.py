"""Rows that count, kept once more as columns: what KPIs are added up from."""

from __future__ import annotations

from sqlmodel import Field

from hubdata.store.tables.base import Base


class KeptColumns(Base, table=True):
    """The rows of a sheet that count in a period, as they were at a revision of the two: with
    another number they are out of date, and the rows are read instead."""

    __tablename__ = "kept_columns"

    slot: int = Field(primary_key=True)
    sheet: str = Field(primary_key=True)  # the name of its table
    number: int
    content: bytes
