"""Any school, partner or KPI by typing, with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.standing_hub import NASTY, load_standing_hub

pytestmark = pytest.mark.browser
LABEL = "Find a school, partner or KPI"


@pytest.fixture
def hub_site(hub_store: str, tmp_path):
    load_standing_hub()
    with run_server(hub_store, log=tmp_path / "log") as site:
        yield site


def test_a_school_and_a_kpi_are_reached_by_typing_and_a_name_is_never_run(
    hub_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(f"{hub_site}/scorecard?year=202526&term=spring")
    page.evaluate("window.stayed = true")
    page.on("dialog", lambda dialog: pytest.fail(f"A school's name was run: {dialog.message}"))
    box = page.get_by_role("combobox", name=LABEL)
    box.focus()
    page.keyboard.type("school 90000")
    options = page.locator("#hub-found [role=option]")
    expect(options).to_have_count(8)
    expect(options.filter(has_text=NASTY)).to_have_count(1)
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.type("900003")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("School 3")
    assert "term=spring" in page.url
    box.focus()
    page.keyboard.type("engagement")
    expect(options).to_have_count(3)  # school, deep and trust engagement
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("engagement")
    assert page.evaluate("window.stayed") is True


def test_what_is_not_there_is_said(hub_site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(hub_site)
    page.get_by_role("combobox", name=LABEL).fill("no such school")
    expect(page.get_by_text("Nothing found")).to_be_visible()
