"""A presentation from the dashboard: an approved pack or the draft, with each KPI one key away."""

from datetime import date

import pytest

from hubdata.errors import UnknownThing
from hubdata.services.reports import board, board_packs
from hubdata.services.reports.board import Meeting
from hubdata.services.reports.board_documents import DocumentKind, render_pack
from hubdata.services.reports.presenting import address_of_presentation, present
from tests.pages.standing_hub import SUMMER, load_standing_hub


@pytest.fixture
def meeting(hub_store: str) -> Meeting:
    load_standing_hub()
    return board.plan_meeting(date(2026, 11, 30), SUMMER, actor="Ann")


def ask(address: str) -> str:
    query = dict(one.split("=") for one in address.split("?")[1].split("&"))
    return present(query["meeting"], query["edition"])


def test_the_draft_is_presented_and_its_kpis_are_at_hand(meeting: Meeting) -> None:
    deck = ask(address_of_presentation(meeting.id, None))
    for slide in board_packs.build_draft(meeting).slides:
        if slide.kpi:
            assert f"/kpi?kpi={slide.kpi}&amp;year=202526&amp;term=summer" in deck


def test_an_approved_pack_stays_what_it_was(meeting: Meeting) -> None:
    approved = board_packs.approve_pack(meeting, actor="Ann").pack
    board.write_title(board.load_meeting(meeting.id), "standing", "All is well", actor="Ann")
    assert "All is well" in ask(address_of_presentation(meeting.id, None))
    assert "All is well" not in ask(address_of_presentation(meeting.id, 1))
    assert approved.slides[1].title in ask(address_of_presentation(meeting.id, 1))


def test_a_file_to_take_along_leads_nowhere(meeting: Meeting) -> None:
    pack = board_packs.build_draft(meeting)
    deck = render_pack(pack, DocumentKind.SLIDES).decode()
    assert deck.count("<section") == len(pack.slides)
    assert "href=" not in deck


@pytest.mark.parametrize(
    ("number", "edition"), [("", ""), ("x", "1"), ("1", "x"), ("99", "draft"), ("1", "9")]
)
def test_what_there_is_not_is_said(meeting: Meeting, number: str, edition: str) -> None:
    with pytest.raises(UnknownThing):
        present(number, edition)
