"""The one module that opens the database: engine, read and write transactions, migrations.

SQLite needs more than SQLAlchemy's defaults: with those, twelve writers lost 165 of 180 updates
without an error. Here a writer takes the write lock when it begins and a reader never waits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlmodel import Session

from hubdata.errors import StoreError
from hubdata.settings import load_settings

BUSY_MILLISECONDS = 15_000
MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str | None = None) -> Engine:
    """The engine of a database URL (of the settings, if none is given); one for each process."""
    return _engine_of(url or load_settings().database_url)


@contextmanager
def reading(url: str | None = None) -> Iterator[Session]:
    """A session that only reads; what it hands out stays usable after it is closed."""
    with Session(open_engine(url), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(url: str | None = None) -> Iterator[Session]:
    """A session whose changes are all made, or none: it commits at the end, or rolls back."""
    engine = open_engine(url).execution_options(hub_writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def migrate(url: str | None = None) -> None:
    """Create the store, or bring it up to this version; does nothing where it is already.

    Raises `StoreError` where the database cannot be reached.
    """
    with _connect(url) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def check_version(url: str | None = None) -> None:
    """Raise `StoreError`, saying what to do, unless the store exists in this version."""
    with _connect(url) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    wanted = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if found is None:
        raise StoreError("There is no store yet. Run: python -m hubdata init")
    if found != wanted:
        raise StoreError("The store is of another version. Run: python -m hubdata init")


def _connect(url: str | None) -> Connection:
    try:
        engine = open_engine(url)
    except (ArgumentError, ImportError) as error:
        raise StoreError(
            "HUB_DATABASE_URL is not the address of a database. Write it like "
            "sqlite:///hub.db or postgresql://name:password@host/hub."
        ) from error
    try:
        return engine.connect()
    except DatabaseError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise StoreError(
            f"The store {where} cannot be opened: {error.orig}. Check HUB_DATABASE_URL."
        ) from error


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@lru_cache(maxsize=8)
def _engine_of(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    engine = create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("hub_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
