"""Packs as files, by name, and in a template of the hub's own."""

import io
from pathlib import Path

import pytest
from pptx import Presentation

from hubdata.errors import UserError
from hubdata.services.reports import board_documents
from hubdata.services.reports.board_documents import DocumentKind, render_pack
from tests.reports.board.build_pack import pack_with_everything

pytestmark = pytest.mark.usefixtures("hub_store")
PACK = pack_with_everything()


def layouts_of(content: bytes) -> set[str]:
    return {page.slide_layout.name for page in Presentation(io.BytesIO(content)).slides}


def own_template() -> bytes:
    file = io.BytesIO()
    Presentation().save(file)
    return file.getvalue()


def test_powerpoint_takes_the_hubs_own_template_until_ours_is_taken_again() -> None:
    assert "Hub chart" in layouts_of(render_pack(PACK, DocumentKind.POWERPOINT))
    board_documents.save_template("hub.pptx", own_template(), actor="Ann")
    own = board_documents.find_template()
    assert own is not None
    assert own.name == "hub.pptx"
    assert "Title Only" in layouts_of(render_pack(PACK, DocumentKind.POWERPOINT))
    board_documents.remove_template(actor="Ann")
    assert board_documents.find_template() is None
    assert "Hub chart" in layouts_of(render_pack(PACK, DocumentKind.POWERPOINT))


@pytest.mark.parametrize("content", [b"", b"not a deck", b"PK\x03\x04 broken"])
def test_what_is_no_powerpoint_is_not_taken_as_a_template(content: bytes) -> None:
    with pytest.raises(UserError, match="cannot be opened as PowerPoint"):
        board_documents.save_template("holiday.jpg", content, actor="Ann")
    assert board_documents.find_template() is None


def test_a_template_that_is_too_large_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_documents, "LARGEST_TEMPLATE", 100)
    with pytest.raises(UserError, match="Take the pictures out"):
        board_documents.save_template("hub.pptx", own_template(), actor="Ann")


def test_a_file_is_named_after_its_meeting() -> None:
    name = board_documents.name_file(PACK, DocumentKind.PDF)
    assert name == "board-meeting-30-september-2026.pdf"
    assert board_documents.kind_of(Path(name)) is DocumentKind.PDF


def test_slides_are_told_of_as_they_are_written() -> None:
    told: list[tuple[int, int]] = []
    render_pack(PACK, DocumentKind.POWERPOINT, told=lambda done, of: told.append((done, of)))
    count = len(PACK.slides)
    assert told == [(number, count) for number in range(1, count + 1)]
