"""A KPI of the hub's own, from nothing to its first figure, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn

pytestmark = pytest.mark.browser


def test_a_kpi_is_defined_filled_in_and_shows_its_value(
    tmp_path, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    with run_server(f"sqlite:///{tmp_path / 'hub.db'}", log=tmp_path / "log") as site:
        page = open_page(f"{site}/own_kpis")
        page.get_by_role("button", name="Define a KPI").click()
        expect(page.get_by_role("heading", name="Define a KPI of your own")).to_be_visible()
        wait_until_drawn(page)
        axe(page)
        page.get_by_label("Name", exact=True).fill("Waiting list")
        page.get_by_label("Why it matters").fill("Children wait for lessons.")
        choose(page, "It is", "A number of things")
        choose(page, "Made of", "Figures that we type in for each term")
        page.get_by_label("In words").fill("children waiting")
        wait_until_drawn(page)
        page.get_by_role("button", name="Save the KPI").click()
        expect(page.get_by_text("Waiting list is H01, version 1.")).to_be_visible()
        page.get_by_label("Waiting list: children waiting").fill("31")
        page.get_by_role("button", name="Save the figures").click()
        expect(page.get_by_text("count from now on")).to_be_visible()
        wait_until_drawn(page)
        axe(page)
        row = page.get_by_role("row", name="Waiting list")
        expect(row).to_contain_text("31")


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a select as a keyboard user does: type what is wanted."""
    box = page.get_by_role("combobox", name=label).last
    box.click()
    box.fill(option)
    page.keyboard.press("Enter")
    wait_until_drawn(page)
