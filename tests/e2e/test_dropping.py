"""A file dropped right after accepting, while the page is drawn anew."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import wait_until_drawn
from tests.e2e.test_matching import csv, drop, hub_site, title
from tests.pages.booking_list import FIRST, SCHOOLS

__all__ = ["hub_site"]
pytestmark = pytest.mark.browser
HEADINGS = "School URN,Academic year,Term,Class,Year group,Pupils in the class"
WATCH = """() => {
    const room = document.querySelector('input[type=file]');
    const sender = document.querySelector('input[aria-label="Who sent them"]');
    window.gone = new Set();
    new MutationObserver(() => {
        if (!room.isConnected) window.gone.add('room');
        if (!sender.isConnected) window.gone.add('sender');
    }).observe(document.body, {childList: true, subtree: true});
}"""


def ready_list(pupils: int) -> bytes:
    """A class of each school, with nothing to match or put right."""
    rows = [f"{FIRST + n},2026/27,Autumn,4A,4,{pupils}" for n in range(SCHOOLS)]
    return "\r\n".join([HEADINGS, *rows]).encode()


def test_what_is_being_sent_or_typed_stays_while_the_page_is_drawn_anew(
    hub_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{hub_site}/upload")
    drop(page, csv("first.csv", ready_list(20)))
    title(page, "40 returns ready")
    wait_until_drawn(page)
    page.get_by_text("If the files do not say their term").click()
    expect(page.get_by_label("Who sent them")).to_be_visible()
    page.evaluate(WATCH)
    page.get_by_role("button", name="Accept the 40 that are ready").click()
    drop(page, csv("second.csv", ready_list(21)))
    title(page, "40 returns accepted, 40 ready")
    expect(page.get_by_text("second.csv").first).to_be_visible()
    wait_until_drawn(page)
    assert "sender" not in page.evaluate("[...window.gone]")
    expect(page.get_by_label("Who sent them")).to_be_visible()
