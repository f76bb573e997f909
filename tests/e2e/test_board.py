"""From nothing to an approved pack in a real browser: few clicks, and no typing but the commentary.
The pages are accessible, whole on a phone, and open to bookmarks.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect

from hubdata.services.reports import board, board_packs
from hubdata.settings import load_settings
from hubdata.store.engine import migrate
from tests.conftest import HUB_DAY
from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.standing_hub import SUMMER, load_standing_hub
from tests.pages.test_board_pages import HELD_ON

pytestmark = pytest.mark.browser
MOST_CLICKS = 25
ADDRESSES = {
    "meetings": "meetings",
    "meeting": "meeting?meeting=1",
    "section": "meeting?meeting=1&section=kpi%3AS01",
    "board": "board",
    "pack": "board?meeting=1",
}
each_page = pytest.mark.parametrize("name", ADDRESSES)


@pytest.fixture(scope="module")
def board_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hub with a meeting whose pack was approved and changed since; only looked at here."""
    folder = tmp_path_factory.mktemp("board")
    with hub_at(f"sqlite:///{folder / 'hub.db'}") as url:
        meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
        board_packs.approve_pack(meeting, actor="Ann")
        board.write_title(board.load_meeting(meeting.id), "kpi:S01", "We lost three", actor="Ann")
        with run_server(url, log=folder / "server.log") as address:
            yield address


@contextmanager
def hub_at(url: str) -> Iterator[str]:
    """The small hub in a store of its own, which services of this process use meanwhile."""
    with patch.dict(os.environ, {"HUB_DATABASE_URL": url, "HUB_TODAY": HUB_DAY}):
        load_settings.cache_clear()
        migrate(url)
        load_standing_hub()
        yield url
    load_settings.cache_clear()


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_of_the_board_meets_wcag(
    board_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    name: str,
    dark: bool,
) -> None:
    page = open_page(f"{board_site}/{ADDRESSES[name]}", dark=dark)
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


@each_page
def test_a_page_of_the_board_never_scrolls_sideways(
    board_site: str, open_page: Callable[..., Page], shoot: Callable[..., Path], name: str
) -> None:
    page = open_page(f"{board_site}/{ADDRESSES[name]}")
    for width in (1280, 390):
        assert shoot(page, f"board-{name}", width).is_file()
    page.set_viewport_size({"width": 320, "height": 800})
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    page.wait_for_function(f"Math.max({wide}, document.documentElement.scrollWidth) <= 320")


def test_from_nothing_to_an_approved_pack_of_twelve_slides(
    tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    with (
        hub_at(f"sqlite:///{tmp_path / 'hub.db'}") as url,
        run_server(url, log=tmp_path / "log") as site,
    ):
        page = open_page(site)
        clicks = Clicks(page)
        clicks.link("Board meetings")
        clicks.button("Plan the meeting")
        expect(page.locator("h1")).to_contain_text("A pack of 14 slides is in the making")
        clicks.link("School engagement fell to 60%")
        clicks.into("Commentary: what is behind it, and what follows")
        page.keyboard.type("Two teachers left Southmere; one begins in January.")
        clicks.button("Save the commentary")
        expect(page.get_by_text("Two teachers left Southmere").first).to_be_visible()
        clicks.link("Board meeting, ")
        clicks.link("What the figures count")
        clicks.button("Leave it out")
        expect(page.locator("h1")).to_contain_text("A pack of 12 slides")
        clicks.button("Approve the pack")
        expect(page.locator("h1")).to_have_text("The pack of 12 slides is approved as edition 1")
        clicks.link("See it as the board does")
        expect(page.locator(".hub-slide")).to_have_count(12)
        expect(page.get_by_text("Two teachers left Southmere").first).to_be_visible()
        assert clicks.number <= MOST_CLICKS


class Clicks:
    """Clicks as a person makes them, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = 0

    def link(self, name: str) -> None:
        self._click(self.page.get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self._click(self.page.get_by_role("button", name=name, exact=True))

    def into(self, label: str) -> None:
        self._click(self.page.get_by_label(label))

    def _click(self, place) -> None:
        place.click()
        self.number += 1
        wait_until_drawn(self.page)
