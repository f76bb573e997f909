"""Board meetings, a pack in the making, and the board's view: what the pages say and do."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.reports import board, board_packs, commentary
from hubdata.vocabulary import CommentaryStatus
from pages.components.kit.places import BOARD, MEETING, MEETINGS
from tests.pages.running import open_page, text_of, title_of
from tests.pages.standing_hub import SUMMER, load_standing_hub
from tests.reports.board.words_of_pack import plain, words_of

pytestmark = pytest.mark.usefixtures("hub_store")
HELD_ON = date(2026, 11, 30)


def open_meeting(meeting_id: int, **query: str) -> AppTest:
    app = open_page(MEETINGS)
    app.query_params["meeting"] = str(meeting_id)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(MEETING).run()
    assert not app.exception
    return app


def open_board(**query: str) -> AppTest:
    app = open_page(MEETINGS)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(BOARD).run()
    assert not app.exception
    return app


def title(app: AppTest) -> str:
    return re.sub(r"\\", "", title_of(app)).replace("\N{NO-BREAK SPACE}", " ")


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("script", [MEETINGS])
def test_without_schools_the_register_comes_first(script: str) -> None:
    assert title(open_page(script)) == "No schools are known here yet"


def test_pages_of_a_meeting_and_of_the_board_say_what_to_do_where_there_is_none() -> None:
    load_standing_hub()
    assert title(open_page(MEETINGS)) == "No board meeting is planned yet"
    assert title(open_page(MEETING)) == "Choose a meeting from the board's calendar"
    assert title(open_page(BOARD)) == "No pack is approved yet"


def test_one_press_plans_a_meeting_and_shows_its_pack() -> None:
    load_standing_hub()
    app = press(open_page(MEETINGS), "Plan the meeting")
    (meeting,) = board.list_meetings()
    assert meeting.held_on == board.suggest_day()
    assert title(app).startswith("A pack of ")


def test_the_calendar_tells_the_next_meeting_and_how_far_its_pack_is() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    said = "The next board meeting is on 30 November 2026; its pack is in the making"
    assert title(open_page(MEETINGS)) == said
    board_packs.approve_pack(meeting, actor="Ann")
    assert "Edition 1 approved" in text_of(open_page(MEETINGS))


def test_a_meeting_shows_what_is_missing_its_slides_and_is_approved_by_one_press() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    app = open_meeting(meeting.id)
    told = text_of(app)
    assert "School engagement is off track: nothing says why." in told
    assert "School engagement fell to 60%, 3 schools short of 90%; Southmere lost 3" in told
    press(app, "Approve the pack")
    assert title(app) == "The pack of 14 slides is approved as edition 1"
    assert "Edition 1 is approved" in app.success[0].value


def test_a_section_is_commented_and_the_words_are_on_its_slide() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    app = open_meeting(meeting.id, section="kpi:S01")
    app.text_area[0].set_value("A <b>teacher</b> left.")
    press(app, "Save the commentary")
    stands = commentary.load_commentary("S01", SUMMER)
    assert stands is not None
    assert stands.status is CommentaryStatus.READY
    assert "A <b>teacher</b> left." in text_of(app)


def test_a_later_change_is_told_as_a_difference_between_editions() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    board_packs.approve_pack(meeting, actor="Ann")
    meeting = board.load_meeting(meeting.id)
    board.write_title(meeting, "kpi:S01", "We lost three schools", actor="Ann")
    app = open_meeting(meeting.id)
    assert "edition 2" in title(app)
    told = text_of(app)
    assert "What differs between the draft and edition 1" in [one.value for one in app.header]
    assert "We lost three schools" in told


def test_slides_are_added_moved_and_left_out() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    app = open_meeting(meeting.id)
    app.multiselect[0].select("authorities:S01")
    press(app, "Add them")
    assert board.load_meeting(meeting.id).keys[-1] == "authorities:S01"
    app = press(open_meeting(meeting.id, section="authorities:S01"), "Earlier")
    assert board.load_meeting(meeting.id).keys[-2] == "authorities:S01"
    press(app, "Leave it out")
    assert "authorities:S01" not in board.load_meeting(meeting.id).keys


def test_the_board_sees_approved_packs_only_and_every_slide_of_them() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    assert "School engagement" not in text_of(open_board(meeting=str(meeting.id)))
    pack = board_packs.approve_pack(meeting, actor="Ann").pack
    told = plain(text_of(open_board(meeting=str(meeting.id))))
    assert [one for slide in pack.slides for one in words_of(slide) if one not in told] == []


def test_a_pack_is_written_and_taken_away() -> None:
    load_standing_hub()
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    board_packs.approve_pack(meeting, actor="Ann")
    app = press(open_board(meeting=str(meeting.id)), "Write the PDF")
    assert "Take the PDF away" in [one.label for one in app.get("download_button")]


def test_switched_to_the_boards_view_every_other_page_leads_back_to_the_packs() -> None:
    load_standing_hub()
    app = open_page(BOARD)
    app.toggle[0].set_value(True).run()
    app.switch_page(MEETINGS).run()
    assert not app.exception
    assert title(app) == "No pack is approved yet"
    app.toggle[0].set_value(False).run()
    app.switch_page(MEETINGS).run()
    assert title(app) == "No board meeting is planned yet"
