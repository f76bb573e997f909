"""A meeting: its pack in the making, from what is missing to its approval; one section of it where
the address asks for one.
"""

import streamlit as st

from hubdata.errors import UnknownThing
from hubdata.services.reports import board, board_packs
from pages.components.kit.astray import cut, note_unknown
from pages.components.kit.forms import show_said
from pages.components.kit.linked import show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import Button, show_empty, show_heading, show_title
from pages.components.kit.places import MEETING, MEETINGS
from pages.components.reports.one_meeting import (
    SAID,
    SECTION,
    show_adding,
    show_approval,
    show_day_form,
    show_editions,
    show_ground,
    show_missing,
    show_slides,
    show_words_form,
    title_of_meeting,
)
from pages.components.reports.one_section import show_section
from pages.components.reports.pack_files import show_pack_files, show_presenting

asked = st.query_params.get("meeting", "")
try:
    meeting = board.load_meeting(int(asked) if asked.isdigit() else 0)
except UnknownThing:
    show_title("Choose a meeting from the board's calendar")
    show_empty(
        f"There is no meeting “{cut(asked)}” here"
        if asked
        else "No meeting is named in the address",
        "Every meeting of the board is in its calendar; its pack is made there.",
        Button("Open the calendar", to(MEETINGS)),
    )
    st.stop()

pack = board_packs.build_draft(meeting)
key = st.query_params.get(SECTION, "")
here = to(MEETING, meeting=str(meeting.id))
if key in meeting.keys:
    crumbs = [Crumb("Board meetings", to(MEETINGS)), Crumb(meeting.name, here)]
    show_linked(build_crumbs(crumbs), "crumbs")
    show_title(board.name_section(key, board.load_evidence(meeting)))
    show_said(SAID)
    show_section(meeting, pack, key)
    st.stop()

if key:
    note_unknown("section", key, shown="the whole pack")
is_approved = board_packs.is_approved(meeting, pack)
missing = () if is_approved else board_packs.list_missing(meeting)
crumbs = [Crumb("Board meetings", to(MEETINGS)), Crumb(meeting.name), Crumb(meeting.period.label)]
show_linked(build_crumbs(crumbs), "crumbs")
show_title(title_of_meeting(meeting, pack, missing=len(missing), is_approved=is_approved))
show_approval(meeting, is_approved=is_approved)
show_missing(meeting, missing)
show_slides(meeting, pack)
show_adding(meeting)
show_words_form(meeting)
show_heading("Show it, or take it away")
show_presenting(meeting.id, meeting.editions if is_approved else None)
show_pack_files(pack, key="draft")
show_ground(meeting)
show_day_form(meeting)
show_editions(meeting, pack, is_approved=is_approved)
