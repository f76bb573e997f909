"""A faulty return in a real browser: its marked copy and the letter are taken away."""

import io
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import run_server, wait_until_drawn
from tests.pages.returns_hub import ELM, FULL, WRONG, load_two_schools, return_of, take_in

pytestmark = pytest.mark.browser


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over a hub to which a return with one mistake came."""
    load_two_schools()
    take_in(return_of(ELM, FULL, WRONG), name="elm.xlsx")
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def take_away(page: Page, label: str) -> tuple[str, bytes]:
    """Presses a download button; gives the file's name and content."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_marked_copy_and_the_letter_are_taken_away(
    hub_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = open_page(f"{hub_site}/one?return=1")
    name, content = take_away(page, "Download marked copy")
    assert name == "elm to put right.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["Whole class"]["D3"].comment.text.startswith("Correct.")
    _, draft = take_away(page, "Download e-mail draft, with the marked copy")
    letter = message_from_bytes(draft, policy=default)
    assert [one.get_filename() for one in letter.iter_attachments()] == ["elm to put right.xlsx"]

    page.get_by_text("Write to Elm Primary School").click()
    expect(page.get_by_text("Dear colleague,")).to_be_visible()
    wait_until_drawn(page)
    axe(page)
    for width in (1280, 390):
        shoot(page, "sending-back", width)
