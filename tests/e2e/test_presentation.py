"""A presentation driven by keyboard alone, as on a projector; and by swipes on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hubdata.reports.presentation.deck import render_deck
from tests.e2e.conftest import SHOTS
from tests.reports.board.build_pack import pack_with_everything

pytestmark = pytest.mark.browser
PACK = pack_with_everything()
WITH_KPI = next(number for number, slide in enumerate(PACK.slides) if slide.kpi == "S04")


@pytest.fixture
def deck(tmp_path: Path) -> str:
    """The address of a presentation that was taken away as a file."""
    path = tmp_path / "board.html"
    path.write_text(render_deck(PACK, kpi_address="kpi-{kpi}.html"), encoding="utf-8")
    (tmp_path / "kpi-S04.html").write_text("<!doctype html><title>A KPI</title>")
    return path.as_uri()


def open_deck(browser: Browser, address: str, width: int, height: int, **more: object) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **more
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


def shown(page: Page) -> str:
    return page.locator("section:not([hidden]) h1").inner_text()


def check_fits(page: Page) -> None:
    """Nothing leaves the slide, nothing is cut off."""
    section = page.locator("section:not([hidden])")
    box = section.bounding_box()
    assert box
    size = page.viewport_size
    assert size
    assert box["height"] <= size["height"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    words = section.locator(".words")
    if words.count():
        assert words.evaluate("(one) => one.scrollHeight <= one.parentElement.clientHeight + 1")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_the_whole_presentation_is_driven_by_keyboard(
    browser: Browser, axe: Callable[[Page], None], deck: str, width: int, height: int
) -> None:
    page = open_deck(browser, deck, width, height)
    SHOTS.mkdir(parents=True, exist_ok=True)
    for number, slide in enumerate(PACK.slides, 1):
        assert shown(page) == slide.title
        assert page.url.endswith(f"#{number}") or number == 1
        check_fits(page)
        axe(page)
        page.screenshot(path=SHOTS / f"slide-{number}-{width}.png")
        page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    assert shown(page) == PACK.slides[-1].title  # the last stays the last
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == PACK.slides[0].title
    page.keyboard.press("c")
    axe(page)

    page.keyboard.press("o")
    assert page.locator("dialog.overview").is_visible()
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown(page) == PACK.slides[2].title
    page.keyboard.press("?")
    assert page.get_by_text("First, last slide").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.help").is_visible()
    page.context.close()


def test_notes_stand_in_a_window_of_their_own_and_follow(browser: Browser, deck: str) -> None:
    page = open_deck(browser, f"{deck}#{WITH_KPI + 1}", 1280, 720)
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    for note in PACK.slides[WITH_KPI].notes:
        assert note in notes.inner_text("body")
        assert page.get_by_text(note).first.is_hidden()
    assert f"Next: {PACK.slides[WITH_KPI + 1].title}" in notes.inner_text("body")
    notes.keyboard.press("ArrowRight")
    assert shown(page) == PACK.slides[WITH_KPI + 1].title
    assert PACK.slides[WITH_KPI + 1].title in notes.inner_text("body")
    page.keyboard.press("t")
    page.wait_for_function("document.querySelector('.clock').textContent === '0:01'")
    assert "0:0" in notes.inner_text("body")
    page.context.close()


def test_a_kpi_is_opened_live_and_back_returns_to_its_slide(browser: Browser, deck: str) -> None:
    page = open_deck(browser, f"{deck}#{WITH_KPI + 1}", 1280, 720)
    page.keyboard.press("d")
    page.wait_for_url("**/kpi-S04.html")
    page.go_back()
    assert shown(page) == PACK.slides[WITH_KPI].title
    page.context.close()


def test_a_phone_swipes_through_slides_that_scroll(
    browser: Browser, axe: Callable[[Page], None], deck: str
) -> None:
    page = open_deck(browser, deck, 390, 844, has_touch=True)
    swipe(page, 300, 60)
    assert shown(page) == PACK.slides[1].title
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    swipe(page, 60, 300)
    assert shown(page) == PACK.slides[0].title
    page.context.close()


def swipe(page: Page, start: int, end: int) -> None:
    """One finger from side to side."""
    client = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", start), ("touchMove", (start + end) // 2), ("touchMove", end)):
        points = [{"x": x, "y": 400}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
