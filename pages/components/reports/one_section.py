"""One section of a pack in the making: the slide as it is, its title, its commentary, its place."""

from typing import Any

import streamlit as st

from hubdata.services.actor import current_actor
from hubdata.services.reports import board, commentary
from hubdata.services.reports.board import Meeting
from hubdata.vocabulary import CommentaryStatus
from pages.components.kit.linked import go, show_linked, to
from pages.components.kit.look import show_caption
from pages.components.kit.places import MEETING
from pages.components.reports.one_meeting import act
from pages.components.reports.pack_view import build_slides

STATUSES = list(CommentaryStatus)
OF_TEXT = (CommentaryStatus.DRAFT, CommentaryStatus.READY)
UNWRITTEN = ("title",)
"""Sections that say all there is to say."""


def show_section(meeting: Meeting, pack: Any, key: str) -> None:
    """The slides of the section, then what can be written and done."""
    slides = [slide for slide in pack.slides if slide.key.split("#")[0] == key]
    show_linked(build_slides(slides), "section_slides")
    if key not in UNWRITTEN:
        show_commentary_form(meeting, key)
    show_title_form(meeting, key, slides)
    with st.container(horizontal=True, gap="small"):
        if st.button("Earlier", key="earlier", disabled=meeting.keys[0] == key):
            act(lambda: move(meeting, key, by=-1))
        if st.button("Later", key="later", disabled=meeting.keys[-1] == key):
            act(lambda: move(meeting, key, by=1))
        if st.button("Leave it out", key="leave_out", disabled=len(meeting.keys) == 1):
            leave_out(meeting, key)


def show_commentary_form(meeting: Meeting, key: str) -> None:
    """What is behind it; a draft is not in the pack."""
    subject = board.subject_of(key)
    stands = commentary.load_commentary(subject, meeting.period)
    statuses = [*OF_TEXT, *([stands.status] if stands and stands.status not in OF_TEXT else [])]
    version = stands.id if stands else 0
    with st.form(f"commentary_{key}", border=False):
        text = st.text_area(
            "Commentary: what is behind it, and what follows",
            stands.text if stands else "",
            height=120,
            key=f"text_{key}_{version}",
        )
        show_caption("About 240 signs stand on the slide; the rest is in the notes and the paper.")
        status_room, owner_room = st.columns(2)
        with status_room:
            status = st.selectbox(
                "Status",
                statuses,
                index=statuses.index(stands.status if stands else CommentaryStatus.READY),
                format_func=str.capitalize,
                key=f"status_{key}_{version}",
            )
        with owner_room:
            owner = st.text_input(
                "Owner (name or role)",
                stands.owner if stands else "",
                autocomplete="off",
                key=f"owner_{key}_{version}",
            )
        if st.form_submit_button("Save the commentary", type="primary", key="go_commentary"):
            act(lambda: write(meeting, subject, text or "", status, owner or "", stands))


def write(
    meeting: Meeting,
    subject: str,
    text: str,
    status: CommentaryStatus,
    owner: str,
    stands: commentary.Commentary | None,
) -> str:
    commentary.save_commentary(
        subject,
        meeting.period,
        text=text,
        status=status,
        owner=owner,
        actor=current_actor(),
        seen=stands.id if stands else None,
    )
    return "The commentary is saved." if text.strip() else "There is no commentary now."


def show_title_form(meeting: Meeting, key: str, slides: list[Any]) -> None:
    """The title by hand, or as it is computed."""
    own = meeting.titles.get(key, "")
    with st.form(f"title_{key}", border=False):
        title = st.text_input(
            "Title; leave it blank for the one computed from the figures",
            own,
            placeholder=slides[0].title if slides else "",
            autocomplete="off",
        )
        if st.form_submit_button("Save the title", key="save_title"):
            act(lambda: retitle(meeting, key, title or ""))


def retitle(meeting: Meeting, key: str, title: str) -> str:
    board.write_title(meeting, key, title, actor=current_actor())
    return "The title is saved." if title.strip() else "The title is computed from the figures."


def move(meeting: Meeting, key: str, *, by: int) -> str:
    moved = board.move_section(meeting, key, by=by, actor=current_actor())
    return f"It is section {moved.keys.index(key) + 1} of {len(moved.keys)} now."


def leave_out(meeting: Meeting, key: str) -> None:
    keys = [one for one in meeting.keys if one != key]
    board.choose_sections(meeting, keys, actor=current_actor())
    go(to(MEETING, meeting=str(meeting.id)))
