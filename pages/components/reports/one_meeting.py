"""A board meeting's pack in the making: what is missing, its slides, what is written for them,
its approval and its editions.
"""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from hubdata import wording
from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.reports import board, board_packs
from hubdata.services.reports.board import Meeting
from pages.components.kit.forms import Form, keep_said, show_faults, show_said
from pages.components.kit.linked import build_link, go, show_linked, to
from pages.components.kit.look import Status, show_caption, show_heading
from pages.components.kit.places import BOARD, MEETING, MEETINGS
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.reports.pack_view import MARKS

SAID = "meeting"
SECTION = "section"
Pack = Any


def title_of_meeting(meeting: Meeting, pack: Pack, *, missing: int, is_approved: bool) -> str:
    """How far the pack is."""
    slides = wording.count_of(len(pack.slides), "slides")
    if is_approved:
        return f"The pack of {slides} is approved as edition {meeting.editions}"
    left = f"{wording.count_of(missing, 'things')} still missing" if missing else "nothing missing"
    edition = f"edition {meeting.editions + 1}, " if meeting.editions else ""
    return f"A pack of {slides} is in the making: {edition}{left}"


def act(what: Callable[[], str]) -> None:
    """Does it, says so, and draws the page anew; or says what stands against it."""
    try:
        keep_said(SAID, [what()])
    except UserError as error:
        show_faults(str(error).splitlines())
        return
    st.rerun()


def show_approval(meeting: Meeting, *, is_approved: bool) -> None:
    """One button; what it did is said above the title's evidence."""
    show_said(SAID)
    if is_approved:
        seen = build_link("See it as the board does", page_of_edition(meeting, meeting.editions))
        words = f"It is kept as it is. Whatever is changed below makes a new edition. {seen}"
        show_linked(f'<p class="hub-prose">{words}</p>', "approved")
        return
    label = (
        "Approve the pack" if not meeting.editions else f"Approve edition {meeting.editions + 1}"
    )
    if st.button(label, type="primary", key="go_approve"):
        act(lambda: approve(meeting))


def approve(meeting: Meeting) -> str:
    edition = board_packs.approve_pack(meeting, actor=current_actor())
    return f"Edition {edition.number} is approved, and the board can see it."


def show_missing(meeting: Meeting, missing: Sequence[board_packs.Missing]) -> None:
    """Reminders: none of them forbids to approve."""
    if not missing:
        return
    show_heading("Still missing")
    items = "".join(f"<li>{build_reminder(meeting, one)}</li>" for one in missing)
    show_linked(f'<ul class="hub-issues">{items}</ul>', "missing")


def build_reminder(meeting: Meeting, one: board_packs.Missing) -> str:
    """What is missing, leading to where it can be mended."""
    if not one.key:
        return escape(one.words)
    return build_link(one.words, to(MEETING, meeting=str(meeting.id), section=one.key))


def name_day(meeting: Meeting) -> str:
    """ "board meeting 2026-12-09", as a part of a file's name."""
    return f"board meeting {meeting.held_on.isoformat()}"


def show_slides(meeting: Meeting, pack: Pack) -> None:
    """The slides in their order; each leads to what is written for it."""
    show_heading("Slides")
    plan = {section.key: section for section in board.load_plan(meeting).sections}
    columns = (Column("Slide"), Column("Figure"), Column("Commentary"))
    rows = [build_slide_row(meeting, slide, plan.get(slide.key)) for slide in pack.slides]
    show_table(
        columns,
        [Group("", rows)],
        caption="Slides of the pack",
        key="slides",
        file_name=f"slides of {name_day(meeting)}",
    )


def build_slide_row(meeting: Meeting, slide: Any, section: Any) -> list[Cell]:
    key = slide.key.split("#")[0]
    figure = Cell("", words=" ")
    if slide.headline:
        status = MARKS.get(slide.headline.status.mark, Status.NO_TARGET)
        figure = Cell(f"{slide.headline.words}, {slide.headline.status.words}", status=status)
    written = section.progress.capitalize() if section and section.commentary.strip() else "None"
    target = to(MEETING, meeting=str(meeting.id), section=key)
    return [Cell(slide.title, target=target), figure, Cell(written)]


def show_adding(meeting: Meeting) -> None:
    """Further slides, from every section there is."""
    evidence = board.load_evidence(meeting)
    left = [key for key in board.list_choices(evidence) if key not in meeting.keys]
    with st.form("add_slides", border=False):
        chosen = st.multiselect(
            "Add slides",
            left,
            format_func=lambda key: board.name_section(key, evidence),
            placeholder="Choose what to show",
        )
        if st.form_submit_button("Add them", key="add_them") and chosen:
            keys = (*meeting.keys, *chosen)
            act(lambda: say_sections(board.choose_sections(meeting, keys, actor=current_actor())))


def say_sections(meeting: Meeting) -> str:
    return f"The pack has {wording.count_of(len(meeting.keys), 'sections')} now."


def show_words_form(meeting: Meeting) -> None:
    """What the board is asked to decide, and apologies for what is missing."""
    show_heading("Asked of the board")
    with st.form("words", border=False):
        decisions = st.text_area(
            "What the board is asked to decide, a line for each",
            "\n".join(meeting.decisions),
            height=110,
        )
        apologies = st.text_area(
            "Apologies for missing data",
            meeting.apologies,
            height=80,
            max_chars=board.LONGEST_DECISION,
        )
        if st.form_submit_button("Save", key="save_words"):
            act(lambda: save_words(meeting, decisions or "", apologies or ""))


def save_words(meeting: Meeting, decisions: str, apologies: str) -> str:
    board.write_meeting(
        meeting, decisions=decisions.splitlines(), apologies=apologies, actor=current_actor()
    )
    return "What is asked of the board is saved."


def show_day_form(meeting: Meeting) -> None:
    """The day and the name; a meeting without an approved pack may be taken out."""
    show_heading("Day and name")
    form = Form(SAID)
    with st.form("day", border=False, width=420):
        day = form.ask_day("Day", meeting.held_on)
        title = st.text_input("Name", meeting.title, autocomplete="off")
        if st.form_submit_button("Save day and name", key="save_day"):
            form.save(lambda: [change(meeting, day, title)])
    if not meeting.editions and st.button("Take it out of the calendar", key="remove_meeting"):
        board.remove_meeting(meeting, actor=current_actor())
        go(MEETINGS)


def change(meeting: Meeting, day: date, title: str) -> str:
    changed = board.change_meeting(meeting, held_on=day, title=title, actor=current_actor())
    return f"It is {changed.name} now."


def show_ground(meeting: Meeting) -> None:
    """What the figures rest on."""
    evidence = board.load_evidence(meeting)
    show_heading("What it rests on")
    show_caption(
        f"The snapshot “{meeting.snapshot}” of {wording.explain_period(meeting.period)}, frozen on "
        f"{wording.explain_day(evidence.as_at)}. Corrections since then are not in it."
    )
    if st.button("Freeze the figures again, as they are now", key="freeze_again"):
        with st.spinner("Freezing the figures", show_time=True):
            act(lambda: say_frozen(board.freeze_again(meeting, actor=current_actor())))


def say_frozen(meeting: Meeting) -> str:
    return f"The pack rests on the snapshot “{meeting.snapshot}” now."


def show_editions(meeting: Meeting, draft: Pack, *, is_approved: bool) -> None:
    """What was approved, and what is other since in each."""
    editions = board_packs.list_editions(meeting.id)
    if not editions:
        return
    show_heading("Editions")
    columns = (Column("Edition"), Column("Approved"), Column("By"))
    rows = [
        [
            Cell(f"Edition {one.number}", target=page_of_edition(meeting, one.number)),
            Cell(wording.explain_day(one.approved_at.date())),
            Cell(one.approved_by),
        ]
        for one in editions
    ]
    show_table(
        columns,
        [Group("", rows)],
        caption="Editions",
        key="editions",
        file_name=f"editions of {name_day(meeting)}",
    )
    packs = [one.pack for one in reversed(editions)] + ([] if is_approved else [draft])
    if len(packs) > 1:
        names = [f"edition {one.number}" for one in reversed(editions)] + ["the draft"]
        before, now = len(packs) - 2, len(packs) - 1
        show_differences(packs[before], packs[now], f"{names[now]} and {names[before]}")


def show_differences(before: Pack, now: Pack, names: str) -> None:
    """Everything that is said otherwise, slide by slide."""
    found = board_packs.compare_packs(before, now)
    show_heading(f"What differs between {names}")
    if not found:
        show_caption("Nothing differs.")
        return
    columns = (Column("Slide"), Column("What"), Column("Before"), Column("Now"))
    rows = [[Cell(one.slide), Cell(one.what), Cell(one.before), Cell(one.now)] for one in found]
    show_table(
        columns,
        [Group("", rows)],
        caption="Differences between editions",
        key="differences",
        file_name="differences",
    )


def page_of_edition(meeting: Meeting, number: int) -> str:
    return to(BOARD, meeting=str(meeting.id), edition=str(number))
