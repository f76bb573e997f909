"""The database: its migrations make what the tables declare, and no writer's change is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from hubdata.errors import StoreError
from hubdata.store.engine import check_version, migrate, open_engine, reading, writing
from hubdata.store.intake.returns import load_rows_by_id
from hubdata.store.tables import Base, Revision
from hubdata.store.tables.base import MOST_ASKED, in_chunks

WRITERS, TURNS = 12, 15
MOST_PARAMETERS = 65_535
"""PostgreSQL's own limit."""


def test_migrations_make_exactly_the_declared_tables(bare_database_url: str) -> None:
    migrate(bare_database_url)
    with open_engine(bare_database_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_difference_between_tables_and_migrations_would_be_seen(bare_database_url: str) -> None:
    migrate(bare_database_url)
    with open_engine(bare_database_url).begin() as connection:
        connection.exec_driver_sql("DROP TABLE target")
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) != []


def test_migrating_again_changes_nothing(any_store_url: str) -> None:
    before = sorted(inspect(open_engine(any_store_url)).get_table_names())
    migrate(any_store_url)
    assert sorted(inspect(open_engine(any_store_url)).get_table_names()) == before


def test_a_store_that_was_never_made_is_said_so(bare_database_url: str) -> None:
    with pytest.raises(StoreError, match="There is no store yet"):
        check_version(bare_database_url)


def test_twelve_writers_at_once_lose_no_update(sqlite_store_url: str) -> None:
    with writing(sqlite_store_url) as session:
        session.add(Revision(slot=1, topic="counter", number=0))

    def count_up(_: int) -> None:
        for _ in range(TURNS):
            with writing(sqlite_store_url) as session:
                session.get_one(Revision, (1, "counter")).number += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(count_up, range(WRITERS)))
    with reading(sqlite_store_url) as session:
        assert session.get_one(Revision, (1, "counter")).number == WRITERS * TURNS


def test_a_reader_does_not_wait_for_a_writer(sqlite_store_url: str) -> None:
    with writing(sqlite_store_url) as writer:
        writer.add(Revision(slot=1, topic="counter", number=7))
        writer.flush()
        with reading(sqlite_store_url) as session:
            assert session.get(Revision, (1, "counter")) is None


def test_a_change_that_fails_half_way_leaves_nothing(any_store_url: str) -> None:
    def fail_half_way() -> None:
        with writing(any_store_url) as session:
            session.add(Revision(slot=1, topic="counter", number=7))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with reading(any_store_url) as session:
        assert session.get(Revision, (1, "counter")) is None


def test_more_rows_are_asked_for_than_one_statement_takes(bare_database_url: str) -> None:
    migrate(bare_database_url)
    with reading(bare_database_url) as session:
        assert load_rows_by_id(session, "support", range(MOST_PARAMETERS + 1)) == {}


def test_chunks_have_every_id_once_in_order() -> None:
    ids = range(2 * MOST_ASKED + 1)
    chunks = list(in_chunks(reversed(ids)))
    assert [len(some) for some in chunks] == [MOST_ASKED, MOST_ASKED, 1]
    assert [one for some in chunks for one in some] == list(ids)
