"""What all tables share: one registry (so that a hot reload does not define a table twice) and
constraint names that are the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

UPSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""The insert of each database that can update what is there."""


MOST_ASKED = 5_000
"""How many rows one statement names: each is a parameter, of which SQLite takes
32,766 and PostgreSQL 65,535."""


class Base(SQLModel, registry=registry()):
    """The base of every stored table."""


def table_of(stored: type[SQLModel]) -> Table:
    """The table itself, for statements about many rows: no objects are made of them."""
    table: Table = stored.__table__  # type: ignore[attr-defined]
    return table


def in_chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in order, so many at a time as one statement may name."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), MOST_ASKED):
        yield wanted[start : start + MOST_ASKED]


Base.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets time zones, so one is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo:
            return value
        return value.replace(tzinfo=UTC)
