"""What two sources told of one activity, decided in a real browser: until then a rule holds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.test_overlaps_page import take_in_both

pytestmark = pytest.mark.browser


@pytest.fixture
def told_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over a school that tells of 9 members of an orchestra, and a partner of 60."""
    take_in_both()
    with run_server(hub_store, log=tmp_path / "server.log") as address:
        yield address


def test_both_tellings_meet_wcag_and_the_one_decided_for_is_counted(
    told_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    members = f"{told_site}/kpi?kpi=M25&year=202627&term=autumn"
    expect(open_page(members).locator("main")).to_contain_text("60 of ")
    for dark in (True, False):
        page = open_page(f"{told_site}/overlaps?year=202627&term=autumn", dark=dark)
        expect(page.locator("main")).to_contain_text("told by two sources in autumn 2026/27")
        expect(page.locator("main")).to_contain_text("Harrow Vale Youth Orchestra")
        axe(page)
        page.set_viewport_size({"width": 390, "height": 844})
        axe(page)
        page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_text("Count what Ash Primary School told").click()
    page.get_by_label("Why").fill("The partner counted last year's members.")
    page.get_by_role("button", name="Decide").click()
    wait_until_drawn(page)
    expect(page.locator("main")).to_contain_text("all are decided")
    expect(open_page(members).locator("main")).to_contain_text("9 of ")
