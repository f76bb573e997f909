"""Meetings and approved packs, on both stores."""

from datetime import date

import pytest
from sqlmodel import Session

from hubdata.errors import OutOfDate, UnknownThing
from hubdata.store.engine import open_engine
from hubdata.store.hub import board
from hubdata.store.tables.board_tables import StoredMeeting

HELD_ON = date(2026, 12, 9)


@pytest.fixture
def session(any_store_url: str):
    with Session(open_engine(any_store_url)) as session:
        yield session


def add(session: Session, held_on: date = HELD_ON) -> StoredMeeting:
    return board.add_meeting(
        session,
        held_on=held_on,
        title="Board meeting",
        slot=8103,
        snapshot="Board",
        evidence=b"{}",
        plan="{}",
        actor="Ann",
    )


def test_meetings_come_the_latest_first_with_what_they_rest_on(session: Session) -> None:
    first, later = add(session), add(session, date(2027, 3, 1))
    assert [one.id for one in board.load_meetings(session)] == [later.id, first.id]
    assert board.load_evidence(first) == b"{}"
    board.put_evidence(first, b"[1]", snapshot="Board (2)")
    board.change_meeting(session, first, what="frozen again", actor="Ben")
    assert (first.version, first.changed_by, board.load_evidence(first)) == (2, "Ben", b"[1]")


def test_a_meeting_changed_by_somebody_else_is_out_of_date(session: Session) -> None:
    meeting = add(session)
    assert meeting.id is not None
    board.change_meeting(session, meeting, what="title", actor="Ben")
    with pytest.raises(OutOfDate, match="Ben has changed this meeting"):
        board.find_meeting(session, meeting.id, seen=1)
    with pytest.raises(UnknownThing, match="no meeting 99"):
        board.find_meeting(session, 99)


def test_editions_are_kept_whole_and_numbered_for_each_meeting(session: Session) -> None:
    one, other = add(session), add(session)
    for meeting, number in ((one, 1), (other, 1), (one, 2)):
        board.add_edition(session, meeting, number=number, content=b"{}" * number, actor="Ann")
    assert one.id is not None
    found = board.load_editions(session, one.id)
    assert [(edition.number, board.load_content(edition)) for edition in found] == [
        *((2, b"{}{}"), (1, b"{}"))
    ]
    assert len(board.load_editions(session)) == 3


def test_the_newest_template_is_taken_until_ours_is_taken_again(session: Session) -> None:
    assert board.load_slides(session) is None
    board.save_slides(session, "hub.pptx", b"PK", actor="Ann")
    session.flush()
    slides = board.load_slides(session)
    assert slides is not None
    assert slides.name == "hub.pptx"
    board.save_slides(session, "", b"", actor="Ann")
    session.flush()
    assert board.load_slides(session) is None
