"""A hub's own logo and colour, chosen on the settings page in a real browser and seen on every page
in both themes.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.brand.test_logo import svg
from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.reach_hub import load_reach_hub

pytestmark = pytest.mark.browser
PLUM, LOGO = (
    "#7A1F5C",
    svg(
        '<script>alert(1)</script><path d="M0 0h40v20z" fill="#7A1F5C"/>',
        'viewBox="0 0 40 20" width="40" height="20"',
    ),
)
HUB = "getComputedStyle(document.querySelector('.hub-map .full')).fill"


@pytest.fixture
def brand_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    load_reach_hub()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def test_a_logo_and_a_colour_are_tried_out_kept_and_seen_everywhere(
    brand_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(f"{brand_site}/settings")
    logo = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": LOGO}
    page.locator(".st-key-logo input[type=file]").set_input_files(logo)
    page.get_by_role("button", name="Use this logo").click()
    expect(page.locator("main")).to_contain_text("The logo is in its place.")
    shown = page.locator("[data-testid=stSidebar] .hub-logo")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.complete && picture.naturalWidth") == 40

    colour = page.get_by_label("Colour, such as #7A1F5C")
    colour.fill("#941432")
    colour.press("Enter")
    expect(page.locator("main")).to_contain_text("It is like “Off track”")
    colour.fill(PLUM)
    colour.press("Enter")
    expect(page.locator(".hub-trial")).to_contain_text(PLUM)
    page.get_by_role("button", name="Use this colour").click()
    expect(page.locator("main")).to_contain_text("Colour of the hub: #7A1F5C (was blank).")
    axe(page)

    page = open_page(f"{brand_site}/cold_spots")
    assert page.evaluate(HUB) == "rgb(122, 31, 92)"
    axe(page)
    page = open_page(f"{brand_site}/cold_spots", dark=True)
    assert page.evaluate(HUB) != "rgb(122, 31, 92)"
    expect(page.locator("[data-testid=stSidebar] .hub-logo")).to_be_visible()
    axe(page)


def test_a_logo_opened_by_its_address_is_a_picture_that_runs_nothing(
    brand_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{brand_site}/settings")
    assert page.request.get(f"{brand_site}/hub-logo").status == 404
    logo = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": LOGO}
    page.locator(".st-key-logo input[type=file]").set_input_files(logo)
    page.get_by_role("button", name="Use this logo").click()
    expect(page.locator("main")).to_contain_text("The logo is in its place.")
    wait_until_drawn(page)
    answer = page.request.get(f"{brand_site}/hub-logo")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script" not in answer.text()
