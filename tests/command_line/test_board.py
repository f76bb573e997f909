"""`board-pack` on the command line."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from hubdata.__main__ import app
from hubdata.services.reports import board, board_packs
from tests.pages.standing_hub import SUMMER, load_standing_hub
from tests.services.reports.test_board import HELD_ON


@pytest.fixture(autouse=True)
def _hub(hub_store: str) -> None:
    load_standing_hub()


def run(*words: str) -> object:
    return CliRunner().invoke(app, ["board-pack", *words])


@pytest.mark.parametrize("ending", ["pptx", "pdf", "docx"])
def test_a_pack_of_a_term_is_written_in_each_form(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"pack.{ending}"
    done = run("--year", "202526", "--term", "summer", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 10_000


def test_an_approved_pack_is_written_as_it_was_approved(tmp_path: Path) -> None:
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    board_packs.approve_pack(meeting, actor="Ann")
    out = tmp_path / "pack.pdf"
    assert run("--meeting", str(meeting.id), "--out", str(out)).exit_code == 0
    assert "30 November 2026" in PdfReader(out).pages[0].extract_text()


def test_a_file_of_another_kind_is_a_wrong_use(tmp_path: Path) -> None:
    done = run("--year", "202526", "--out", str(tmp_path / "pack.odp"))
    assert done.exit_code == 2
    assert "End the name with .pptx, .pdf, .docx" in done.output
    assert run("--out", str(tmp_path / "pack.pdf")).exit_code == 2
