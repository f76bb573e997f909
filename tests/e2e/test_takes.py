"""Progression and what it takes, in a real browser over a small hub: both themes, every width, and
one number of each page worked out here from the rows that were returned."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect

from hubdata.settings import load_settings
from hubdata.store.engine import migrate
from tests.conftest import HUB_DAY
from tests.e2e.conftest import run_server
from tests.pages.takes_hub import (
    ENVIRONMENT,
    EXPENDITURE,
    INCOME,
    INSTRUMENTS,
    TUITION,
    WORKFORCE,
    Rows,
    load_takes_hub,
)

pytestmark = pytest.mark.browser
KG_A_CAR_MILE, KG_A_KWH = 0.26861, 0.20705
ON_ROLL = 2_000


def added(rows: Rows, name: str) -> float:
    return sum(float(row.get(name) or 0) for row in rows)  # type: ignore[arg-type]


def numbers() -> dict[str, str]:
    """What each page has to say, worked out from the rows alone."""
    over = added(EXPENDITURE, "actual") - added(EXPENDITURE, "budget")
    tuition = added(TUITION, "pupils")
    paid = added([row for row in WORKFORCE if row["contract_type"] != "volunteer"], "headcount")
    freelancers = [row for row in WORKFORCE if row["contract_type"] == "freelance"]
    tonnes = ENVIRONMENT["miles_car"] * KG_A_CAR_MILE  # type: ignore[operator]
    tonnes += ENVIRONMENT["electricity_kwh"] * KG_A_KWH  # type: ignore[operator]
    ready = added(INSTRUMENTS, "serviceable") - added(INSTRUMENTS, "on_loan")
    cash = added([row for row in INCOME if row["income_source"] == "schools"], "actual")
    return {
        "progression": f"{1000 * tuition / ON_ROLL:.0f} have tuition",
        "money": f"spending is £{over:,.0f} over budget|£{cash:,.0f}",
        "people": f"{100 * added(freelancers, 'headcount') / paid:.0f}%",
        "instruments": f"{ready:.0f} ready to lend",
        "environment": f"{tonnes / 1000:.1f} tonnes of CO2e",
    }


each_page = pytest.mark.parametrize("name", numbers())


@pytest.fixture(scope="module")
def takes_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the small hub; nothing here changes anything."""
    folder = tmp_path_factory.mktemp("takes")
    url = f"sqlite:///{folder / 'hub.db'}"
    with patch.dict(os.environ, {"HUB_DATABASE_URL": url, "HUB_TODAY": HUB_DAY}):
        load_settings.cache_clear()
        migrate(url)
        load_takes_hub()
        with run_server(url, log=folder / "server.log") as address:
            yield address
    load_settings.cache_clear()


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_says_what_the_returns_add_up_to_and_meets_wcag(
    takes_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    name: str,
    dark: bool,
) -> None:
    page = open_page(f"{takes_site}/{name}", dark=dark)
    for words in numbers()[name].split("|"):
        expect(page.get_by_test_id("stMain")).to_contain_text(words)
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


@each_page
def test_a_page_is_photographed_at_every_width_and_never_scrolls_sideways(
    takes_site: str, open_page: Callable[..., Page], shoot: Callable[..., Path], name: str
) -> None:
    page = open_page(f"{takes_site}/{name}")
    for width in (1280, 1920, 390):
        assert shoot(page, f"full-{name}", width).is_file()
    page.set_viewport_size({"width": 320, "height": 800})
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    page.wait_for_function(f"Math.max({wide}, document.documentElement.scrollWidth) <= 320")


def test_the_ladder_is_taken_away_as_a_drawing_that_says_its_message(
    takes_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{takes_site}/progression")
    page.get_by_role("button", name="Download this chart").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Drawing (SVG)").click()
    drawn = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert numbers()["progression"] in drawn
    assert "Intermediate or advanced standard" in drawn


def test_a_table_of_money_is_taken_away_with_numbers_as_numbers(
    takes_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{takes_site}/money")
    with page.expect_download() as waiting:
        page.locator(".st-key-downloads_income").get_by_text("Download as csv").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Group,Source,Budget (£),Received (£)")
    assert "Cash,Schools,32000.0,30000.0,-2000.0" in lines[2]


def test_from_a_difference_to_both_its_sides_and_on_to_the_return(
    takes_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = open_page(f"{takes_site}/money")
    page.get_by_role("link", name="−£2,000", exact=True).first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Received in the period, less budget for the period: −£2,000")
    for side in ("(counted): £30,000", "(subtracted): £32,000"):
        expect(page.get_by_test_id("stMain")).to_contain_text(side)
    axe(page)
    for width in (1280, 390):
        assert shoot(page, "full-amount", width).is_file()
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="Income, row 3").first.click()
    expect(heading).to_contain_text("has returned, and it counts")
    page.go_back()
    page.get_by_role("link", name="Money", exact=True).last.click()
    expect(heading).to_contain_text("Each £1 of grant brought £0.88 more")
