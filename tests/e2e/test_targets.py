"""Targets in a real browser: typed into the table by keyboard, saved, looked at, taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.standing_hub import load_standing_hub

pytestmark = pytest.mark.browser
PAUSE = 1_000
"""Milliseconds: the table sends what was typed once nobody types for a moment (150 ms)."""


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over the small hub with two terms."""
    load_standing_hub()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def test_targets_are_typed_into_the_table_by_keyboard_and_taken_back(
    hub_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{hub_site}/targets?year=202526&term=summer&view=Edit", height=1600)
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    grid = table.locator("canvas").first
    expect(grid.locator("[role=gridcell]", has_text="90").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    grid.focus()
    page.keyboard.press("ArrowRight")
    for typed in ("65", "55"):
        expect(grid.locator("[aria-selected=true]").first).to_be_attached()
        page.keyboard.press("Enter")  # opens the cell
        editor = page.locator(".gdg-input")
        editor.fill(typed)
        editor.press("Tab")
        expect(editor).to_have_count(0)
        expect(grid.locator("[role=gridcell]", has_text=typed).first).to_be_attached()
    page.wait_for_timeout(PAUSE)
    wait_until_drawn(page)
    page.get_by_role("button", name="Save the targets").click()
    expect(page.get_by_text("School engagement: 65 in 2025/26 (was 90).")).to_be_visible()
    page.get_by_text("Look", exact=True).click()
    wait_until_drawn(page)
    rows = page.get_by_role("row")
    row = rows.filter(has=page.get_by_role("rowheader", name="School engagement"))
    expect(row).to_contain_text("55%")
    expect(row).to_contain_text("60%, watch")
    expect(row).to_contain_text("1 more school reaches the target")
    page.get_by_text("History", exact=True).click()
    page.get_by_role("button", name="Take back the last 1 change").click()
    expect(page.get_by_text("School engagement: 90 in 2025/26 again.")).to_be_visible()
