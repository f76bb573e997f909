"""The job of a data officer in a real browser: a workbook with a mistake goes in, is seen, put
right, and accepted; everything is there again after a reload.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.returns_hub import ELM, FULL, WRONG, load_two_schools, return_of

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over a hub of two schools."""
    load_two_schools()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def drop(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


def workbook(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": XLSX, "buffer": content}


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_return_is_uploaded_put_right_and_accepted(
    hub_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(f"{hub_site}/upload")
    title(page, "No return waits here: add those that came in")
    drop(page, workbook("elm.xlsx", return_of(ELM, FULL, WRONG)))
    title(page, "One return needs one correction")
    issue = page.get_by_role("row", name="Correct Whole class")
    expect(issue).to_contain_text("Whole class!D3")
    expect(issue).to_contain_text("“5-10”")
    expect(page.get_by_text("2 of 3 rows can be used as they are.")).to_be_visible()
    axe(page)

    page.reload()
    wait_until_drawn(page)
    title(page, "One return needs one correction")
    expect(page.get_by_role("row", name="Correct Whole class")).to_contain_text("Whole class!D3")

    right = FULL | {"class_id": "4B", "pupils": 27}
    drop(page, workbook("elm corrected.xlsx", return_of(ELM, FULL, right)))
    title(page, "One return ready")
    expect(page.get_by_role("row", name="elm.xlsx")).to_contain_text("A newer version came")
    page.get_by_role("button", name="Accept", exact=True).click()
    title(page, "One return accepted")
    accepted = page.get_by_text("Accepted: 3 rows of Elm Primary School count now.")
    expect(accepted.first).to_be_visible()
    expect(page.get_by_text("Autumn 2026/27: 1 of 2 schools have returned")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="See the whole return, sheet by sheet").click()
    title(page, "Elm Primary School has returned, and it counts")
    wait_until_drawn(page)
    axe(page)
    page.get_by_role("link", name="Who has returned").first.click()
    title(page, "1 of 2 schools have returned")
    wait_until_drawn(page)
    axe(page)


def test_many_files_are_taken_in_at_once_with_their_number(
    hub_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{hub_site}/upload")
    files = [
        workbook(f"{urn} {number}.xlsx", return_of(urn, FULL | {"pupils": number}))
        for urn in (900001, 900002)
        for number in range(1, 31)
    ]
    drop(page, *files)
    taken = page.get_by_text("60 files taken in. In them are 60 returns: 60 ready to accept.")
    expect(taken.first).to_be_visible()
    title(page, "Two returns ready")
    page.get_by_role("button", name="Accept the 2 that are ready").click()
    title(page, "Two returns accepted")
    page.get_by_role("button", name="Undo", exact=True).click()
    title(page, "Two returns ready")
    drop(page, *files)
    again = page.get_by_text("Nothing changed: all 60 files were here before.")
    expect(again.first).to_be_visible()


def test_the_workbooks_to_send_out_come_as_one_file(
    hub_site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{hub_site}/tracker")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download 2 workbooks to send out (zip)").click()
    assert waiting.value.suggested_filename == "school returns 202627 autumn.zip"
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
