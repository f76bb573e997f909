"""Leaving the sample hub: what is in the store goes, and the store stays."""

from datetime import UTC, date, datetime

from hubdata.store.engine import check_version, reading, writing
from hubdata.store.tables import RegisterLoad
from hubdata.store.wiping import is_untouched, wipe


def test_a_store_is_untouched_until_something_is_loaded(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        assert is_untouched(session)
        session.add(build_load())
    with reading(any_store_url) as session:
        assert not is_untouched(session)


def test_wiping_leaves_an_empty_store_of_this_version(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        session.add(build_load())
    with writing(any_store_url) as session:
        wipe(session)
    with reading(any_store_url) as session:
        assert is_untouched(session)
    check_version(any_store_url)


def build_load() -> RegisterLoad:
    return RegisterLoad(
        kind="gias",
        name="schools.csv",
        sha256="0" * 64,
        as_at=date(2025, 9, 1),
        loaded_at=datetime(2025, 9, 2, tzinfo=UTC),
        actor="Ann",
        rows=3,
    )
