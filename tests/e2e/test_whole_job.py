"""From a school's spreadsheet to the leadership's number: what is accepted changes the KPI."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server
from tests.e2e.test_upload import drop, title, workbook
from tests.pages.returns_hub import ELM, WRONG, load_two_schools, return_of

pytestmark = pytest.mark.browser
FULL = {"class_id": "4A", "year_group": "4", "pupils": 28, "weeks_delivered": 12}


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    load_two_schools()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def accept_upload(page: Page, name: str, content: bytes) -> None:
    page.get_by_role("link", name="Upload returns").click()
    drop(page, workbook(name, content))
    page.get_by_role("button", name="Accept", exact=True).click()
    title(page, "One return accepted")


def see_kpi(page: Page, kpi: str, made_of: str) -> None:
    """The KPI's page, reached by the menu and a link, says what the number is made of."""
    page.get_by_role("link", name="Scorecard").click()
    page.get_by_role("link", name=kpi).first.click()
    page.wait_for_url("**/kpi?**")
    expect(page.locator("main")).to_contain_text(made_of)


def test_accepting_a_corrected_return_changes_the_kpi(
    hub_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{hub_site}/upload")
    drop(page, workbook("elm.xlsx", return_of(ELM, FULL, WRONG)))
    title(page, "One return needs one correction")

    right = FULL | {"class_id": "4B", "pupils": 27}
    accept_upload(page, "elm corrected.xlsx", return_of(ELM, FULL, right))
    see_kpi(page, "Pupils in whole-class teaching", f"{28 + 27} of 420")

    more = FULL | {"class_id": "4B", "pupils": 29}
    accept_upload(page, "elm again.xlsx", return_of(ELM, FULL, more))
    see_kpi(page, "Pupils in whole-class teaching", f"{28 + 29} of 420")
