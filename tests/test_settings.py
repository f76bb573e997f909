"""Settings of the installation: one that cannot be read is told in a sentence, not a traceback."""

from collections.abc import Iterator

import pytest

from hubdata.errors import StoreError, UserError
from hubdata.settings import load_settings
from hubdata.store.engine import check_version
from tests.command_line.running import run


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def test_a_day_that_is_none_is_said_with_the_way_to_write_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUB_TODAY", "31/12/2025")
    with pytest.raises(UserError, match=r'HUB_TODAY: "31/12/2025".*Write it like 2025-12-19'):
        load_settings()


def test_every_setting_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_MAX_CELLS", "many")
    monkeypatch.setenv("HUB_MAX_FILE_BYTES", "20 MB")
    with pytest.raises(UserError, match=r"HUB_MAX_FILE_BYTES.*HUB_MAX_CELLS"):
        load_settings()


def test_a_setting_left_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_TODAY", "")
    assert load_settings().today is None


def test_a_command_ends_with_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_TODAY", "soon")
    assert 'HUB_TODAY: "soon" cannot be read' in run("meetings", exits=2).output


@pytest.mark.parametrize("url", ["hub.db", "mysql://somewhere/hub"])
def test_an_address_of_no_database_is_said_so(url: str) -> None:
    with pytest.raises(StoreError, match="HUB_DATABASE_URL is not the address of a database"):
        check_version(url)


def test_a_file_that_is_no_database_is_said_so(tmp_path) -> None:
    (tmp_path / "hub.db").write_bytes(b"This is no database, but some other file." * 9)
    with pytest.raises(StoreError, match="cannot be opened: file is not a database"):
        check_version(f"sqlite:///{tmp_path / 'hub.db'}")
