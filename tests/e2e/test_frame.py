"""Every page in a real browser, over an empty store: accessible in both themes, whole on a phone,
open to bookmarks.
"""

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.components.around.frame import PageEntry
from tests.e2e.conftest import START_SECONDS, run_server, wait_until_drawn
from tests.pages.register import address_of_page, read_register

pytestmark = pytest.mark.browser
REGISTER = read_register()
DESIGN = next(entry for entry in REGISTER if entry.script == "pages/about/look.py")
each_page = pytest.mark.parametrize("entry", REGISTER, ids=lambda entry: entry.script)


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_meets_wcag(
    site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    entry: PageEntry,
    dark: bool,
) -> None:
    page = open_page(f"{site}/{address_of_page(entry)}", dark=dark)
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


@each_page
def test_a_page_is_photographed_and_never_scrolls_sideways(
    site: str, open_page: Callable[..., Page], shoot: Callable[..., Path], entry: PageEntry
) -> None:
    page = open_page(f"{site}/{address_of_page(entry)}")
    for width in (1280, 390):
        assert shoot(page, Path(entry.script).stem, width).is_file()
    page.set_viewport_size({"width": 320, "height": 800})
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    # Charts are drawn anew for the narrower page, so it is given the time that takes.
    page.wait_for_function(f"Math.max({wide}, document.documentElement.scrollWidth) <= 320")


@pytest.mark.parametrize("entry", REGISTER, ids=lambda entry: Path(entry.script).stem)
def test_the_first_visit_by_bookmark_on_a_fresh_server_shows_the_page_without_a_notice(
    tmp_path: Path, open_page: Callable[..., Page], entry: PageEntry
) -> None:
    with run_server(f"sqlite:///{tmp_path / 'hub.db'}", log=tmp_path / "log") as site:
        page = open_page(f"{site}/{address_of_page(entry)}")
        assert page.get_by_text("Page not found").count() == 0
        assert page.title() == entry.title
        assert page.locator(".hub-name").count() == 1


@pytest.mark.parametrize("asked", ["scorcard", "standing/scorecard", "a/b/c"])
def test_a_wrong_address_shows_the_overview_and_says_so(
    site: str, open_page: Callable[..., Page], axe: Callable[[Page], None], asked: str
) -> None:
    page = open_page(f"{site}/{asked}?year=202526")
    assert page.get_by_text("Page not found").count() == 0
    assert page.title() == "Overview"
    said = page.get_by_role("status").filter(has_text="There is no page")
    assert said.inner_text() == f"There is no page “{asked}” here; the Overview is shown instead."
    axe(page)


def test_the_overviews_name_as_an_address_shows_it_without_a_word(
    site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{site}/overview?year=202526&term=spring")
    assert page.url == f"{site}/?year=202526&term=spring"
    assert page.title() == "Overview"
    assert page.get_by_text("not found").count() == 0
    assert page.get_by_text("There is no page").count() == 0


def test_nothing_is_loaded_from_another_site(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    wait_until_drawn(page)
    elsewhere = [url for url in asked if not url.startswith((site, "data:", "blob:", "ws:"))]
    assert asked
    assert elsewhere == []


def test_the_fonts_are_ours(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site}/{address_of_page(DESIGN)}")
    page.wait_for_selector(".hub-mark")
    for font in ("16px 'Hub Sans'", "36px 'Hub Serif'"):
        assert page.evaluate(f'document.fonts.check("{font}", "Music")')
    assert page.evaluate("document.fonts.check(\"16px 'Hub Sans'\", '■')")


def test_a_clicked_link_keeps_the_session_and_a_name_in_it_is_never_run(
    site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{site}/{address_of_page(DESIGN)}")
    page.evaluate("window.stayed = true")
    page.on("dialog", lambda dialog: pytest.fail(f"A school's name was run: {dialog.message}"))
    link = page.get_by_role("link", name='<img src=x onerror="alert(1)">')
    link.focus()
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    assert page.evaluate("window.stayed") is True
    assert page.locator("img[src=x]").count() == 0


def test_a_table_is_taken_away_as_a_file(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site}/{address_of_page(DESIGN)}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as csv").first.click()
    taken = waiting.value
    assert taken.suggested_filename == "scorecard.csv"
    lines = Path(taken.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Group,KPI,Status,Value (%)")
    assert lines[1].startswith("Partnership,Lead schools in every authority,Off track,67,100")


def test_a_chart_is_taken_away_as_a_picture_and_as_its_figures(
    site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{site}/{address_of_page(DESIGN)}")
    page.get_by_role("button", name="Download this chart").first.click()
    begins = {
        "Picture (PNG)": b"\x89PNG",
        "Drawing (SVG)": b"<svg",
        "Figures (csv)": b"\xef\xbb\xbf",
    }
    for label, signature in begins.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        assert Path(waiting.value.path()).read_bytes().startswith(signature)


def test_the_server_is_healthy_and_guarded(site: str) -> None:
    with urllib.request.urlopen(f"{site}/health", timeout=START_SECONDS) as answer:
        assert json.load(answer) == {"status": "ok"}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
