"""Where the hub stands and whom it reaches, in a real browser over a small hub: bookmarks, both
themes, every width, and the way from the overview down to the return behind a number.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.settings import load_settings
from hubdata.store.engine import migrate
from tests.conftest import HUB_DAY
from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.standing_hub import load_standing_hub

pytestmark = pytest.mark.browser
ADDRESSES = {
    "overview": "",
    "scorecard": "scorecard?show=Off+track+and+watch&by=By+goal&order=By+name",
    "targets": "targets?year=202526&term=summer",
    "edited targets": "targets?year=202526&term=summer&view=Edit&kpi=S01",
    "benchmarks": "benchmarks?kpi=S05",
    "snapshots": "snapshots",
    "kpi": "kpi?kpi=S01&year=202526&term=summer&behind=true",
    "commentary": "kpi?kpi=S01&year=202526&term=summer&write=true&action=new",
    "actions": "actions?show=all",
    "plan": "plan?view=F2&year=202526&term=summer",
    "outcomes": "outcomes",
    "schools": "schools?engaged=Not+engaged",
    "school": "school?urn=900001&year=202526&term=summer",
}
TITLES = {
    "overview": "rated KPIs",
    "scorecard": "rated KPIs",
    "targets": "8 of 47 KPIs have a target for 2025/26",
    "edited targets": "8 of 47 KPIs have a target for 2025/26",
    "snapshots": "No snapshots are kept",
    "benchmarks": "17 KPIs have something published",
    "kpi": "School engagement fell to 60%, 3 schools short of 90%",
    "commentary": "School engagement fell to 60%, 3 schools short of 90%",
    "actions": "No action is open",
    "plan": "Schools: ",
    "outcomes": "of the five outcomes",
    "schools": "6 of 10 schools are engaged; 3 are not, 1 is not known",
    "school": "School 1 has one strand of support in summer 2025/26",
}
each_page = pytest.mark.parametrize("name", ADDRESSES)


@pytest.fixture(scope="module")
def standing_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the small hub, shared by the tests here: none of them changes anything."""
    folder = tmp_path_factory.mktemp("standing")
    url = f"sqlite:///{folder / 'hub.db'}"
    with patch.dict(os.environ, {"HUB_DATABASE_URL": url, "HUB_TODAY": HUB_DAY}):
        load_settings.cache_clear()
        migrate(url)
        load_standing_hub()
        with run_server(url, log=folder / "server.log") as address:
            yield address
    load_settings.cache_clear()


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_full_page_meets_wcag(
    standing_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    name: str,
    dark: bool,
) -> None:
    page = open_page(f"{standing_site}/{ADDRESSES[name]}", dark=dark)
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLES[name])
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


@each_page
def test_a_full_page_is_photographed_at_every_width(
    standing_site: str, open_page: Callable[..., Page], shoot: Callable[..., Path], name: str
) -> None:
    page = open_page(f"{standing_site}/{ADDRESSES[name]}")
    for width in (1280, 1920, 390):
        assert shoot(page, f"full-{name}", width).is_file()
    page.set_viewport_size({"width": 320, "height": 800})
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    page.wait_for_function(f"Math.max({wide}, document.documentElement.scrollWidth) <= 320")


def test_the_first_visit_by_bookmark_shows_the_kpi_and_the_term_it_names(
    hub_store: str, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    load_standing_hub()
    with run_server(hub_store, log=tmp_path / "log") as site:
        page = open_page(f"{site}/kpi?kpi=S01&year=202526&term=spring&la=992")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Southmere: School engagement")
        assert page.get_by_text("Page not found").count() == 0
        expect(page.get_by_role("combobox", name="Term")).to_have_value("Spring 2025/26")


def test_from_the_overview_to_the_return_behind_a_number(
    standing_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(standing_site)
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="School engagement", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("School engagement fell to 60%")
    page.get_by_text("Show what each school adds").click()
    page.get_by_role("link", name="Support!B9").first.click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("has returned, and it counts")
    assert "return=" in page.url
    assert page.evaluate("window.stayed") is True


def test_a_number_of_a_phase_stays_explained_while_it_is_looked_at_and_after_a_reload(
    standing_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{standing_site}/kpi?kpi=S01&year=202526&term=summer")
    page.locator("a[href*='of=Secondary']").first.click()
    heading = page.get_by_role("heading", name="Secondary: where the number comes from")
    expect(heading).to_be_visible()
    page.get_by_label("School or URN").fill("School 5")
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    expect(heading).to_be_visible()
    page.reload()
    expect(heading).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("Numerator: 1; denominator: 2.")
    assert page.locator(".hub-astray").count() == 0


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("?year=202526&term=summer", "School engagement\n60%of schools"),
        (
            "?year=202526&term=summer&la=992",
            "Southmere, summer 2025/26: 4 of 5 schools have returned",
        ),
        ("scorecard?year=202526&term=summer&show=Off+track", "3 schools short"),
        ("plan?view=F2&year=202526&term=summer", "6 schools engaged, 0 of them in two strands"),
        ("plan?view=G1&year=202526&term=spring", "9 schools engaged"),
        ("outcomes?year=202526&term=summer", "No partner has told a story of it"),
        ("kpi?kpi=S01&year=202526&term=summer", "6 of 10"),
        ("kpi?kpi=S01&year=202526&term=summer&schools=true", "Not counted: 3 schools"),
        ("definitions", f"{len(CATALOGUE)} KPIs"),
        ("look", "391 of 412 schools have returned"),
        ("kpi?kpi=S01&year=202526&term=summer", "Southmere fell by 3 schools; Northmere held"),
    ],
)
def test_a_page_tells_what_is_known_of_the_small_hub(
    standing_site: str, open_page: Callable[..., Page], address: str, known: str
) -> None:
    """Ten schools; nine engaged in the spring and six in the summer, when one did not return."""
    page = open_page(f"{standing_site}/{address}")
    expect(page.get_by_test_id("stMain")).to_contain_text(known.replace("\n", ""))


def test_a_commentary_and_an_action_are_written_with_the_keyboard(
    hub_store: str, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    load_standing_hub()
    with run_server(hub_store, log=tmp_path / "log") as site:
        page = open_page(f"{site}/kpi?kpi=S01&year=202526&term=summer")
        page.get_by_role("link", name="Write the commentary").press("Enter")
        page.get_by_label("What is behind the number").fill("Three schools lost their tutor.")
        page.get_by_role("button", name="Save the commentary").press("Enter")
        expect(page.get_by_text("The commentary is saved.")).to_be_visible()
        expect(page.get_by_text("Three schools lost their tutor.")).to_be_visible()
        page.get_by_role("link", name="Raise an action").press("Enter")
        page.get_by_label("What is to be done").fill("Find a tutor")
        page.get_by_label("Due (may be blank)").fill("4/12/2026")
        page.get_by_role("button", name="Save the action").press("Enter")
        expect(page.get_by_role("link", name="Find a tutor")).to_be_visible()
        page.get_by_role("link", name="Overview").click()
        expect(page.get_by_role("link", name="By 4 December 2026: Find a tutor")).to_be_visible()


def test_a_count_of_the_overview_leads_to_the_kpis_it_counts(
    standing_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(standing_site)
    page.get_by_role("link", name="off track", exact=False).first.click()
    expect(page.get_by_role("combobox", name="Status")).to_have_value("Off track")
    wait_until_drawn(page)
    statuses = page.locator(".hub-table tbody .hub-status").all_inner_texts()
    assert statuses
    assert {words.split(" ", 1)[1] for words in statuses} == {"Off track"}


def test_the_overview_asks_for_no_chart_engine(
    standing_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(standing_site)
    costly = "[data-testid=stVegaLiteChart], [data-testid=stDataFrame], [data-testid=stMetric]"
    assert page.locator(costly).count() == 0
    assert page.locator("[data-testid=stMain] [data-testid=stIconMaterial]").count() == 0


def test_the_overview_is_taken_away_with_the_numbers_behind_every_mark(
    standing_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{standing_site}/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as csv").click()
    taken = waiting.value
    assert taken.suggested_filename == "overview 202526 summer.csv"
    lines = Path(taken.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(CATALOGUE) + 1
    assert lines[1].startswith("S01,School engagement,Schools lead,F2,G1,202526 summer,Whole hub,")


def test_the_matrix_of_the_overview_is_taken_away_as_a_picture_and_a_drawing(
    standing_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{standing_site}/")
    for label, begin in (("Matrix as PNG", b"\x89PNG"), ("Matrix as SVG", b"<svg")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        assert Path(waiting.value.path()).read_bytes().startswith(begin)
