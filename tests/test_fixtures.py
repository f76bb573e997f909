"""The stores that tests are given: fresh, migrated, and nobody's own."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from hubdata.errors import StoreError
from hubdata.settings import Settings
from hubdata.store.engine import check_version, open_engine, reading, writing
from tests.postgres import NoServer, find_programs


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_a_store_of_its_own(any_store_url: str, turn: int) -> None:
    check_version(any_store_url)
    with writing(any_store_url) as session:
        session.connection().execute(text("CREATE TABLE left_behind (id INTEGER)"))
    with reading(any_store_url) as session:
        assert session.connection().execute(text("SELECT count(*) FROM left_behind")).scalar() == 0


def test_a_bare_database_has_no_tables_and_is_no_store(bare_database_url: str) -> None:
    assert inspect(open_engine(bare_database_url)).get_table_names() == []
    with pytest.raises(StoreError, match="hubdata init"):
        check_version(bare_database_url)


def test_a_test_that_asks_for_no_store_cannot_reach_the_hub_of_this_machine() -> None:
    database = Path(Settings().database_url.removeprefix("sqlite:///"))
    assert not database.parent.exists()


def test_a_missing_server_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.postgres.PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoServer, match="apt install postgresql"):
        find_programs()
