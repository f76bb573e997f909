"""Who the hub reaches and who not, in a real browser: both themes, every width, the map, the
simulation, and what comes out on paper.
"""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from hubdata.settings import load_settings
from hubdata.store.engine import migrate
from tests.conftest import HUB_DAY
from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.partners_hub import quay, save_two_partners, take
from tests.pages.reach_hub import COLD, LONG_NAME, SUMMER, load_reach_hub

pytestmark = pytest.mark.browser
COLD_SPOTS = f"cold_spots?school={COLD}&joining=All+cold+spots+in+the+list"
ADDRESSES = {
    "schools": "schools?rural=Rural",
    "school": f"school?urn={COLD}&counted=true",
    "partners": "partners",
    "partner": "partner?partner=P07",
    "cold_spots": COLD_SPOTS,
    "register": "register",
    "partner_register": "partner_register",
}
TOLD = {
    "schools": "1 of 10 schools",
    "school": "Strands of support",
    "partners": "1 of 2 partners held sessions in summer 2025/26",
    "partner": "Tideline held 12 sessions with 40 young people in summer 2025/26",
    "cold_spots": "+20 pts",
    "register": "The hub counts 10 schools in 2 authorities",
    "partner_register": "The hub has 2 partners",
}
A4_LANDSCAPE = (842, 595)
each_page = pytest.mark.parametrize("name", ADDRESSES)


@pytest.fixture(scope="module")
def reach_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over ten schools and two partners, shared by the tests here that change nothing."""
    folder = tmp_path_factory.mktemp("reach")
    url = f"sqlite:///{folder / 'hub.db'}"
    with patch.dict(os.environ, {"HUB_DATABASE_URL": url, "HUB_TODAY": HUB_DAY}):
        load_settings.cache_clear()
        migrate(url)
        load_reach_hub()
        save_two_partners()
        take(SUMMER, quay(12, 40, sessions_planned=14, age_8_11=30, story="They sang."))
        with run_server(url, log=folder / "server.log") as address:
            yield address
    load_settings.cache_clear()


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a select as a keyboard user does: type what is wanted."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.keyboard.press("Enter")
    wait_until_drawn(page)


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_full_page_meets_wcag(
    reach_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    name: str,
    dark: bool,
) -> None:
    page = open_page(f"{reach_site}/{ADDRESSES[name]}", dark=dark)
    expect(page.locator("main")).to_contain_text(TOLD[name])
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


@each_page
def test_a_full_page_is_photographed_at_every_width(
    reach_site: str, open_page: Callable[..., Page], shoot: Callable[..., Path], name: str
) -> None:
    page = open_page(f"{reach_site}/{ADDRESSES[name]}")
    for width in (1280, 1920, 390):
        assert shoot(page, f"reach-{name}", width).is_file()
    page.set_viewport_size({"width": 320, "height": 800})
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    page.wait_for_function(f"Math.max({wide}, document.documentElement.scrollWidth) <= 320")


def test_a_school_clicked_on_the_map_is_told_and_leads_to_its_page(
    reach_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{reach_site}/cold_spots")
    page.evaluate("window.stayed = true")
    page.locator(".hub-map g", has=page.locator(".full")).click()
    chosen = page.locator(".hub-chosen")
    expect(chosen).to_contain_text(LONG_NAME)
    assert f"school={COLD}" in page.url
    chosen.get_by_role("link", name=LONG_NAME).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("took part in nothing")
    assert page.evaluate("window.stayed") is True


def test_an_area_clicked_on_the_map_is_looked_at_alone(
    reach_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{reach_site}/cold_spots")
    page.locator(".hub-map path.s1").click(position={"x": 10, "y": 10})
    expect(page.get_by_role("heading", level=1)).to_contain_text("Northmere")
    expect(page.get_by_role("combobox", name="Local authority")).to_have_value("Northmere")


def test_what_it_would_change_if_schools_joined_is_chosen_and_taken_away(
    reach_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{reach_site}/cold_spots")
    choose(page, "Schools that join", "All cold spots in the list")
    engagement = page.get_by_role("row", name="School engagement")
    expect(engagement).to_contain_text("90%")
    expect(engagement).to_contain_text("9 of 10")
    with page.expect_download() as waiting:
        page.locator(".st-key-downloads_joined").get_by_text("Download as csv").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("School engagement,70.0,90.0,20.0")


def test_the_filters_of_the_list_are_in_its_address(
    reach_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{reach_site}/schools?trust=Harbour+Trust")
    expect(page.locator("main")).to_contain_text("2 of 10 schools")
    choose(page, "Size", "Up to 100 pupils")
    expect(page.locator("main")).to_contain_text("1 of 10 schools")
    page.wait_for_url("**size=Up+to+100+pupils**")


def test_a_next_step_is_noted_and_kept(
    hub_store: str, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    load_reach_hub()
    with run_server(hub_store, log=tmp_path / "log") as site:
        page = open_page(f"{site}/school?urn={COLD}")
        page.get_by_role("link", name="Note a next step").click()
        page.get_by_label("What is to happen").fill("Visit with a brass taster")
        page.get_by_label("Who sees to it (name or role)").fill("Schools lead")
        page.get_by_label("By when (may be blank)").fill("20/11/2026")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("main")).to_contain_text("The next step is noted.")
        page.reload()
        wait_until_drawn(page)
        step = page.get_by_role("listitem").filter(has_text="Visit with a brass taster")
        expect(step).to_contain_text("Schools lead, by 20 November 2026")


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_is_white_landscape_and_without_controls(
    reach_site: str, open_page: Callable[..., Page], name: str, dark: bool
) -> None:
    page = open_page(f"{reach_site}/{ADDRESSES[name]}", dark=dark)
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    sizes = {(round(one.mediabox.width), round(one.mediabox.height)) for one in paper.pages}
    assert sizes == {A4_LANDSCAPE}
    text = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    assert TOLD[name] in text
    assert text.startswith("Our Music Hub · Summer 2025/26")
    for control in ("Download as", "Print this page", "Scorecard", "Note a next step", "Order"):
        assert control not in text
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    drawn = page.evaluate(
        "['.stApp', '.hub-table td', 'h1'].map(one => document.querySelector(one)).filter(Boolean)"
        ".map(one => getComputedStyle(one)).map(one => [one.backgroundColor, one.color])"
    )
    assert drawn[0][0] == "rgb(255, 255, 255)"
    assert {colour for _, colour in drawn} == {"rgb(27, 33, 39)"}


def test_a_school_is_two_pages_at_most(reach_site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{reach_site}/school?urn={COLD}")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) <= 2
    assert LONG_NAME in " ".join(paper.pages[0].extract_text().split()).replace("- ", "-")
