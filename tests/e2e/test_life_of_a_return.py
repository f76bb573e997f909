"""The life of a return in a real browser, each step of it one test: a data officer's week."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import open_choice, run_server, wait_until_drawn
from tests.pages.returns_hub import (
    ELM,
    FULL,
    WRONG,
    load_two_schools,
    return_of,
    take_in,
)

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OTHER = FULL | {"class_id": "4B"}
DOUBTFUL = [
    OTHER | {"pupils": "10ish"},
    FULL | {"class_id": "4C", "pupils": 27, "weeks_delivered": 40},
]


@pytest.fixture
def hub_site(hub_store: str, tmp_path: Path) -> Iterator[str]:
    """A server over a hub of two schools."""
    load_two_schools()
    with run_server(hub_store, log=tmp_path / "log") as address:
        yield address


def workbook(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": XLSX, "buffer": content}


def drop(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def confirm(page: Page, act: str, whole: str, *, reason: str) -> None:
    """Opens an act that is confirmed, gives the reason, and does it."""
    press(page, act)
    page.get_by_label("Reason").last.fill(reason)
    page.keyboard.press("Tab")
    press(page, whole)


def test_upload(hub_site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{hub_site}/upload")
    sent = return_of(ELM, FULL)
    drop(page, workbook("elm.xlsx", sent))
    title(page, "One return ready")
    with page.expect_download() as waiting:
        press(page, "Download the original file")
    assert waiting.value.suggested_filename == "elm.xlsx"
    assert Path(waiting.value.path()).read_bytes() == sent


def test_question(hub_site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{hub_site}/upload")
    drop(page, workbook("elm.xlsx", return_of(ELM, FULL, WRONG)))
    title(page, "One return needs one correction")
    issue = page.get_by_role("row", name="Correct Whole class")
    expect(issue).to_contain_text("“5-10”")
    press(page, "Accept the other 2 rows")
    said(page, "Accepted: 2 rows of Elm Primary School count now. 1 row left out.")
    page.get_by_role("link", name="Who has returned").first.click()
    expect(page.get_by_role("row", name="Elm Primary School")).to_contain_text(
        "Part of it: 1 row left out"
    )


def test_explanation(
    hub_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(f"{hub_site}/upload")
    drop(page, workbook("elm.xlsx", return_of(ELM, FULL | {"weeks_delivered": 12}, *DOUBTFUL)))
    title(page, "One return needs an explanation")
    wait_until_drawn(page)
    open_choice(page, "Doubtful answers to explain")
    page.get_by_role("option").nth(1).click()  # the first of them; before it stands "all"
    wait_until_drawn(page)
    page.get_by_label("Why it is right").fill("The register of the class was lost")
    page.keyboard.press("Tab")
    press(page, "Keep this reason")
    said(page, "The reason is kept beside one answer.")
    expect(page.get_by_role("row", name="Note Whole class")).to_contain_text(
        "“The register of the class was lost”"
    )
    axe(page)
    press(page, "Accept")
    said(page, "1 query must be explained first: say why.")
    page.get_by_label("Why it is right").fill("They began in the summer")
    page.keyboard.press("Tab")
    press(page, "Accept")
    title(page, "One return accepted")
    page.get_by_role("link", name="See the whole return, sheet by sheet").click()
    said(page, "“They began in the summer”")


def test_acceptance(hub_site: str, open_page: Callable[..., Page]) -> None:
    """Of two officers who look at the same return, the second is told who was first."""
    found = take_in(return_of(ELM, FULL), name="elm.xlsx")
    first = open_page(f"{hub_site}/one?return={found}")
    second = open_page(f"{hub_site}/one?return={found}")
    title(second, "Elm Primary School has returned, and nothing stands against it")
    press(first, "Accept")
    title(first, "Elm Primary School has returned, and it counts")
    press(second, "Accept")
    said(second, "accepted it on")
    title(second, "Elm Primary School has returned, and it counts")
    expect(second.get_by_role("row", name="Accepted this machine")).to_have_count(1)


def test_correction(
    hub_site: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    found = take_in(return_of(ELM, FULL, WRONG), name="elm.xlsx")
    page = open_page(f"{hub_site}/one?return={found}")
    page.get_by_role("link", name="Whole class!D3").click()
    said(page, "“5-10” was sent. It is read as blank.")
    wait_until_drawn(page)
    page.get_by_label("The right answer").fill("8")
    page.get_by_label("Why", exact=True).fill("The school telephoned")
    press(page, "Correct it")
    title(page, "Elm Primary School has returned, and nothing stands against it")
    said(page, "Corrected, and the return was checked again.")
    expect(page.get_by_text("“5-10” was sent, “8” is used.")).to_be_visible()
    expect(page.get_by_text("“5-10” was sent; corrected by this machine")).to_be_visible()
    axe(page)
    for width in (1280, 390):
        shoot(page, "corrected", width)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Undo", exact=True).click()
    title(page, "Elm Primary School: one correction needed")
    said(page, "The correction is undone, and the return was checked again.")


def test_supersession(hub_site: str, open_page: Callable[..., Page]) -> None:
    first = take_in(return_of(ELM, FULL), name="elm.xlsx", accept=True)
    page = open_page(f"{hub_site}/upload")
    drop(page, workbook("elm again.xlsx", return_of(ELM, FULL | {"pupils": 30})))
    said(page, "Against what counts now: one row differs.")
    press(page, "Accept")
    said(page, "Accepted: 2 rows of Elm Primary School count now.")
    page.goto(f"{hub_site}/one?return={first}")
    title(page, "Elm Primary School: this return is replaced by a newer version")
    expect(page.get_by_role("row", name="4A").first).to_contain_text("28")
    said(page, "Against version 2, received on 02/11/2026, accepted: one row differs.")
    page.get_by_role("link", name="Version 2").click()
    title(page, "Elm Primary School has returned, and it counts")


def test_withdrawal(hub_site: str, open_page: Callable[..., Page]) -> None:
    found = take_in(return_of(ELM, FULL), name="elm.xlsx", accept=True)
    page = open_page(f"{hub_site}/one?return={found}")
    confirm(page, "Withdraw", "Withdraw this return", reason="Sent by mistake")
    title(page, "Elm Primary School: this return is withdrawn")
    expect(page.get_by_role("row", name="Withdrew")).to_contain_text("Sent by mistake")
    page.get_by_role("link", name="Who has returned").first.click()
    title(page, "None of 2 schools has returned for autumn 2026/27 yet")


def test_undo(hub_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    """The last act is undone at once, an earlier one later, each with what holds then."""
    first = take_in(return_of(ELM, FULL), name="elm.xlsx", accept=True)
    second = take_in(return_of(ELM, FULL | {"pupils": 30}), name="elm 2.xlsx")
    page = open_page(f"{hub_site}/one?return={second}")
    press(page, "Accept")
    title(page, "Elm Primary School has returned, and it counts")
    press(page, "Undo")
    title(page, "Elm Primary School has returned, and nothing stands against it")
    page.goto(f"{hub_site}/one?return={first}")
    title(page, "Elm Primary School has returned, and it counts")
    wait_until_drawn(page)
    confirm(page, "Withdraw", "Withdraw this return", reason="The wrong school")
    title(page, "Elm Primary School: this return is withdrawn")
    page.reload()
    wait_until_drawn(page)
    axe(page)
    confirm(page, "Undo the withdrawal", "Undo this withdrawal", reason="It was the right one")
    title(page, "Elm Primary School has returned, and it counts")
    expect(page.get_by_role("row", name="Undid the withdrawal")).to_contain_text(
        "It was the right one"
    )


def test_a_list_of_pupils_is_refused_and_erased(
    hub_site: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(f"{hub_site}/upload")
    pupils = "Forename,Surname,Date of birth,UPN\n" + "".join(
        f"Child{n},Name{n},0{n}/03/2015,A12345678901{n}\n" for n in range(1, 9)
    )
    drop(page, {"name": "pupils.csv", "mimeType": "text/csv", "buffer": pupils.encode()})
    title(page, "One file was refused")
    said(page, "One file taken in: one was refused, and is not kept.")
    expect(page.get_by_role("row", name="Correct")).to_contain_text("Send")
    said(page, "Its contents were erased at once; only its name, time and reason are kept.")
    expect(page.get_by_role("button", name="Download the original file")).to_have_count(0)
    axe(page)
