"""What tests of every area share: stores, on SQLite and on PostgreSQL.

`any_store_url` is a migrated, empty store and runs a test once on each; `bare_database_url` is the
same without a single table, for tests of migrations. `sqlite_store_url` and `postgres_store_url`
are one of the two. Where there is no PostgreSQL its tests are skipped with the reason, or fail
with it if HUB_REQUIRE_POSTGRES=1. `hub_store` is a store that services and pages use by themselves;
`sample_store` is the same with the sample hub, which takes a minute to make: once in a process.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from hubdata.settings import load_settings
from hubdata.store.engine import migrate, open_engine
from sample_data.story import TODAY
from tests.postgres import NoServer, fresh_database, run_postgres

ROOT = Path(__file__).parents[1]
BOTH = (
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
)

HUB_DAY = "2026-11-02"
"""The day it is in tests that use `hub_store`: a Monday in the autumn term of 2026/27."""

# No test may reach the hub of the person who runs it: a test that asks for no store has none.
os.environ["HUB_DATABASE_URL"] = f"sqlite:///{Path(__file__).parent / 'no-such-folder' / 'hub.db'}"
os.environ.pop("HUB_ACTOR", None)


@pytest.fixture(params=BOTH)
def any_store_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty store of this test's own; the test runs on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_store_url")


@pytest.fixture(params=BOTH)
def bare_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without tables, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('tmp_path') / 'bare.db'}"
        yield url
        open_engine(url).dispose()
        return
    with fresh_database(request.getfixturevalue("postgres_url")) as url:
        yield url
        open_engine(url).dispose()


@pytest.fixture
def sqlite_store_url(migrated_sqlite: Path, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty store in a file of this test's own."""
    path = tmp_path / "hub.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    yield url
    open_engine(url).dispose()


@pytest.fixture
def hub_store(sqlite_store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A migrated, empty store that every service of this process uses, as on a given day."""
    monkeypatch.setenv("HUB_DATABASE_URL", sqlite_store_url)
    monkeypatch.setenv("HUB_TODAY", HUB_DAY)
    load_settings.cache_clear()
    yield sqlite_store_url
    load_settings.cache_clear()


@pytest.fixture
def sample_store(
    sample_hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The sample hub in a store of this test's own, on the day of its story."""
    path = tmp_path / "sample.db"
    shutil.copyfile(sample_hub, path)
    url = f"sqlite:///{path}"
    monkeypatch.setenv("HUB_DATABASE_URL", url)
    monkeypatch.setenv("HUB_TODAY", TODAY.isoformat())
    load_settings.cache_clear()
    yield url
    load_settings.cache_clear()
    open_engine(url).dispose()


@pytest.fixture(scope="session")
def sample_hub(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store into which the sample hub was loaded, to be copied.

    By the command, in a process of its own: page tests make `dashboard.py` the main script of
    theirs, and whatever starts processes from there would run it.
    """
    path = tmp_path_factory.mktemp("sample") / "hub.db"
    shutil.copyfile(migrated_sqlite, path)
    told = {"HUB_DATABASE_URL": f"sqlite:///{path}", "HUB_TODAY": TODAY.isoformat()}
    subprocess.run(
        [sys.executable, "-m", "hubdata", "init", "--sample"],
        cwd=ROOT,
        env=os.environ | told,
        check=True,
        capture_output=True,
    )
    return path


@pytest.fixture
def postgres_store_url(postgres_url: str, migrated_postgres: str) -> Iterator[str]:
    """A migrated, empty store in a PostgreSQL database of this test's own."""
    with fresh_database(postgres_url, like=migrated_postgres) as url:
        yield url
        open_engine(url).dispose()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server, by the URL of its database `postgres`; one for each test process."""
    try:
        with run_postgres() as url:
            yield url
    except NoServer as reason:
        if os.environ.get("HUB_REQUIRE_POSTGRES") == "1":
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has been migrated once, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "hub.db"
    url = f"sqlite:///{path}"
    migrate(url)
    open_engine(url).dispose()  # the last to leave folds the write-ahead log into the file
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[str]:
    """The name of a database that has been migrated once, to be copied."""
    with fresh_database(postgres_url) as url:
        migrate(url)
        open_engine(url).dispose()
        yield str(make_url(url).database)
