"""Board meetings: a pack in the making, its approval, and that what was approved stays so."""

from datetime import date

import pytest

from hubdata.errors import OutOfDate, UserError
from hubdata.reports.board.evidence import Evidence
from hubdata.services import settings
from hubdata.services.reports import board, board_packs, commentary, snapshots
from hubdata.services.reports.board import Meeting
from hubdata.services.reports.board_documents import DocumentKind, render_pack
from hubdata.vocabulary import CommentaryStatus
from tests.pages.standing_hub import LOST, NORTH, SOUTH, SPRING, SUMMER, accept, load_standing_hub

HELD_ON = date(2026, 11, 30)
CORRECTIONS = 40


@pytest.fixture
def meeting(hub_store: str) -> Meeting:
    load_standing_hub()
    return board.plan_meeting(HELD_ON, SUMMER, actor="Ann")


def say_why(text: str = "A teacher left.", *, status: CommentaryStatus) -> None:
    commentary.save_commentary("S01", SUMMER, text=text, status=status, actor="Ann", owner="Ben")


def test_a_planned_meeting_rests_on_a_snapshot_of_its_own(meeting: Meeting) -> None:
    assert meeting.name == "Board meeting, 30 November 2026"
    assert [one.name for one in snapshots.list_snapshots()] == [meeting.snapshot]
    frozen = {
        one["kpi"]: one["value"]
        for one in snapshots.load_frozen_results(meeting.snapshot)
        if one["split"] is None
    }
    evidence = board.load_evidence(meeting)
    assert {kpi.id: kpi.now.value for kpi in evidence.kpis} == frozen


def test_two_meetings_of_a_day_have_two_snapshots(meeting: Meeting) -> None:
    other = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    assert other.snapshot == f"{meeting.snapshot} (2)"
    assert [one.id for one in board.list_meetings()] == [other.id, meeting.id]


def test_an_approved_pack_is_the_same_after_40_corrections(meeting: Meeting) -> None:
    approved = board_packs.approve_pack(meeting, actor="Ann").pack
    before = {kind: render_pack(approved, kind) for kind in (DocumentKind.PDF,)}
    everybody = (*NORTH, *SOUTH)
    for number in range(CORRECTIONS // len(everybody)):
        engaged = set(everybody[number:]) - set(LOST[: number % 3])
        accept(SUMMER, everybody, engaged=engaged, on=date(2026, 9, 1 + number))
    settings.save_hub({"hub_name": "Another Music Hub", "largest_small_count": 9}, actor="Ann")
    comparison = snapshots.compare_with_now(meeting.snapshot)
    assert sum(cause.kind == "corrected" for cause in comparison.causes) >= 9
    again = board_packs.load_edition(meeting.id).pack
    assert again == approved
    assert {kind: render_pack(again, kind) for kind in before} == before


def test_a_draft_too_rests_on_its_snapshot_until_it_is_frozen_again(meeting: Meeting) -> None:
    before = board.load_evidence(meeting)
    everybody = (*NORTH, *SOUTH)
    accept(SUMMER, everybody, engaged=set(), on=date(2026, 9, 1))
    assert board.load_evidence(meeting) == before
    again = board.freeze_again(meeting, actor="Ann")
    assert engaged(board.load_evidence(again)) == 0
    assert engaged(before) == 6
    assert again.snapshot.endswith("(2)")


def test_approving_locks_and_a_later_change_is_a_new_edition(meeting: Meeting) -> None:
    first = board_packs.approve_pack(meeting, actor="Ann")
    now = board.load_meeting(meeting.id)
    assert board_packs.is_approved(now, board_packs.build_draft(now))
    with pytest.raises(UserError, match="says just this already"):
        board_packs.approve_pack(now, actor="Ann")
    now = board.write_title(now, "kpi:S01", "We lost three schools", actor="Ben")
    assert not board_packs.is_approved(now, board_packs.build_draft(now))
    second = board_packs.approve_pack(now, actor="Ben")
    assert [one.number for one in board_packs.list_editions(meeting.id)] == [2, 1]
    (difference,) = board_packs.compare_packs(first.pack, second.pack)
    assert (difference.what, difference.now) == ("title", "We lost three schools")
    assert board_packs.load_edition(meeting.id, 1).pack == first.pack


def test_every_figure_that_differs_between_editions_is_told(meeting: Meeting) -> None:
    first = board_packs.approve_pack(meeting, actor="Ann")
    accept(SUMMER, (*NORTH, *SOUTH), engaged={900001}, on=date(2026, 9, 1))
    again = board.freeze_again(board.load_meeting(meeting.id), actor="Ann")
    second = board_packs.approve_pack(again, actor="Ann")
    told = {
        (one.slide, one.what): one for one in board_packs.compare_packs(first.pack, second.pack)
    }
    figure = told["School engagement", "figure"]
    assert (figure.before, figure.now) == ("60%, off track", "10%, off track")


def test_a_commentary_that_is_ready_is_in_the_pack_and_approved_with_it(meeting: Meeting) -> None:
    say_why(status=CommentaryStatus.READY)
    pack = board_packs.approve_pack(meeting, actor="Ann").pack
    slide = next(one for one in pack.slides if one.key == "kpi:S01")
    assert "A teacher left." in slide.sentences
    told = commentary.load_commentary("S01", SUMMER)
    assert told is not None
    assert told.status is CommentaryStatus.APPROVED
    now = board.load_meeting(meeting.id)
    assert board_packs.is_approved(now, board_packs.build_draft(now))


def test_what_is_missing_is_said_until_it_is_there(meeting: Meeting) -> None:
    missing = [one.words for one in board_packs.list_missing(meeting)]
    assert "School engagement is off track: nothing says why." in missing
    assert any("decide nothing" in one for one in missing)
    assert any("1 return did not come" in one for one in missing)
    say_why(status=CommentaryStatus.DRAFT)
    assert any("is a draft" in one.words for one in board_packs.list_missing(meeting))
    told = commentary.load_commentary("S01", SUMMER)
    assert told is not None
    commentary.save_commentary(
        "S01", SUMMER, text="Why.", status=CommentaryStatus.READY, actor="Ann", seen=told.id
    )
    meeting = board.write_meeting(
        meeting, decisions=["Agree the plan."], apologies="One school closed.", actor="Ann"
    )
    left = [one.words for one in board_packs.list_missing(meeting)]
    assert not any("School engagement" in one or "decide" in one for one in left)
    assert not any("did not come" in one for one in left)


def test_open_actions_of_earlier_terms_are_carried_forward(meeting: Meeting) -> None:
    commentary.add_action(
        "Visit three schools", owner="Ben", period=SPRING, actor="Ann", due=date(2026, 6, 1)
    )
    meeting = board.choose_sections(meeting, ["title", "actions"], actor="Ann")
    slide = board_packs.build_draft(meeting).slides[1]
    assert slide.title == "0 of 1 action done; 1 is overdue"


def test_sections_are_chosen_moved_and_titled(meeting: Meeting) -> None:
    meeting = board.choose_sections(meeting, ["title", "kpi:S01", "authorities:S01"], actor="A")
    meeting = board.move_section(meeting, "authorities:S01", by=-1, actor="A")
    assert [slide.key for slide in board_packs.build_draft(meeting).slides] == [
        *("title", "authorities:S01", "kpi:S01")
    ]
    with pytest.raises(UserError, match="Choose at least one"):
        board.choose_sections(meeting, [], actor="A")
    with pytest.raises(UserError, match="Shorten it"):
        board.write_title(meeting, "kpi:S01", "long " * 60, actor="A")


def test_two_people_cannot_change_a_meeting_unseen(meeting: Meeting) -> None:
    board.write_title(meeting, "kpi:S01", "Ours", actor="Ann")
    with pytest.raises(OutOfDate, match="Ann has changed"):
        board.write_title(meeting, "kpi:S01", "Mine", actor="Ben")
    with pytest.raises(OutOfDate):
        board_packs.approve_pack(meeting, actor="Ben")


def test_a_meeting_is_moved_and_taken_out_until_a_pack_of_it_is_approved(meeting: Meeting) -> None:
    later = date(2026, 12, 7)
    meeting = board.change_meeting(meeting, held_on=later, title="Autumn board", actor="Ann")
    assert meeting.name == "Autumn board, 7 December 2026"
    other = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    board.remove_meeting(other, actor="Ann")
    assert [one.id for one in board.list_meetings()] == [meeting.id]
    board_packs.approve_pack(meeting, actor="Ann")
    with pytest.raises(UserError, match="stays in the calendar"):
        board.remove_meeting(board.load_meeting(meeting.id), actor="Ann")


def test_charts_take_the_hubs_colour_and_a_new_one_is_no_new_edition(meeting: Meeting) -> None:
    board_packs.approve_pack(meeting, actor="Ann")
    settings.save_hub({"colour": "#7A1F5C"}, actor="Ann")
    now = board.load_meeting(meeting.id)
    draft = board_packs.build_draft(now)
    assert draft.colour
    assert board_packs.is_approved(now, draft)


def test_the_usual_pack_has_twelve_slides_or_more(meeting: Meeting) -> None:
    assert len(board_packs.build_draft(meeting).slides) >= 12


def test_every_choice_makes_a_slide(meeting: Meeting) -> None:
    evidence = board.load_evidence(meeting)
    choices = board.list_choices(evidence)
    meeting = board.choose_sections(meeting, choices, actor="Ann")
    made = {slide.key.split("#")[0] for slide in board_packs.build_draft(meeting).slides}
    assert made == set(choices)
    assert all(board.name_section(key, evidence) for key in choices)


def engaged(evidence: Evidence) -> float | None:
    kpi = evidence.find("S01")
    return kpi.now.numerator if kpi else None
