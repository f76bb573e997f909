"""A booking system's own list in a real browser: matched once, accepted; the next from the same
sender goes straight in.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import open_choice, run_server, wait_until_drawn
from tests.pages.booking_list import MATCHED, SENDER, booking_list, load_forty_schools

pytestmark = pytest.mark.browser
TWO_MINUTES = 120


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over a hub of forty schools."""
    load_forty_schools()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def csv(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def drop(page: Page, file: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files([file])


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def choose(page: Page, label: str, words: str) -> None:
    """Types into a select until one option is left, and takes it."""
    open_choice(page, label)
    page.get_by_role("combobox", name=label, exact=False).fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    wait_until_drawn(page)


def test_a_list_with_other_headings_is_matched_once_and_never_again(
    hub_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = open_page(f"{hub_site}/upload")
    began = time.monotonic()
    drop(page, csv("bookings.csv", booking_list()))
    page.get_by_role("button", name="Match the columns").click()
    title(page, "Say once what the columns of this file mean")
    wait_until_drawn(page)
    page.get_by_label("Who sent the file").fill(SENDER)
    page.keyboard.press("Tab")
    choose(page, "What its rows are about", "Whole class")
    axe(page)
    for heading, words in MATCHED.items():
        choose(page, f"{heading} (", words)
    expect(page.get_by_text("not matched yet")).to_have_count(0)
    axe(page)
    for width in (1280, 390):
        shoot(page, "match-columns", width)
    page.get_by_role("button", name="Save, and read the file again").click()
    title(page, "40 returns ready")
    expect(page.get_by_text(f"What you said is remembered for {SENDER}.").first).to_be_visible()
    page.get_by_role("button", name="Accept the 40 that are ready").click()
    title(page, "40 returns accepted")
    assert time.monotonic() - began < TWO_MINUTES

    wait_until_drawn(page)
    page.get_by_text("If the files do not say their term").click()
    page.get_by_label("Who sent them").fill(SENDER)
    page.keyboard.press("Tab")
    wait_until_drawn(page)
    drop(page, csv("bookings in december.csv", booking_list(pupils=29)))
    title(page, "40 returns accepted, 40 ready")
    page.get_by_role("button", name="Accept the 40 that are ready").click()
    expect(page.get_by_text("40 returns accepted.").first).to_be_visible()
