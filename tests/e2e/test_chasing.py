"""Reminders in a real browser: prepared with one press, taken away as drafts, counted."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.returns_hub import load_two_schools

pytestmark = pytest.mark.browser


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over a hub of two schools, neither of which has returned."""
    load_two_schools()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def test_reminders_are_prepared_and_taken_away(
    hub_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = open_page(f"{hub_site}/tracker")
    page.get_by_text("Remind those that have not returned (2)").click()
    page.get_by_role("button", name="Prepare reminders for 2 schools").click()
    expect(page.get_by_text("Two reminders prepared.")).to_be_visible()
    wait_until_drawn(page)
    axe(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download 2 drafts (.eml in a zip)").click()
    with ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        assert len(archive.namelist()) == 2
    for width in (1280, 390):
        shoot(page, "reminders", width)
