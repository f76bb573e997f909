"""The board's view: approved packs only, suppressed, to be read and taken away; nothing can be
changed here.
"""

import streamlit as st

from hubdata import wording
from hubdata.errors import UnknownThing
from hubdata.services.reports import board_packs
from pages.components.around.board_view import show_switch
from pages.components.kit.astray import note_unknown
from pages.components.kit.linked import show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import Button, show_caption, show_empty, show_title
from pages.components.kit.places import BOARD, MEETINGS
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.reports.pack_files import show_pack_figures, show_pack_files, show_presenting
from pages.components.reports.pack_view import build_slides

asked, number = st.query_params.get("meeting", ""), st.query_params.get("edition", "")
if asked.isdigit():
    try:
        edition = board_packs.load_edition(int(asked), int(number) if number.isdigit() else None)
    except UnknownThing as missing:
        show_title("There is no such pack")
        show_caption(str(missing))
        st.stop()
    pack = edition.pack
    if number and not number.isdigit():
        note_unknown("edition", number, shown="the newest")
    approved = f"Edition {edition.number}, approved on"
    words = f"{approved} {wording.explain_day(edition.approved_at.date())}"
    crumbs = [Crumb("The board's packs", to(BOARD)), Crumb(words), Crumb(pack.period)]
    show_linked(build_crumbs(crumbs), "crumbs")
    show_title(f"{pack.hub_name}: {pack.words}")
    show_presenting(edition.meeting_id, edition.number)
    show_pack_files(pack, key="edition")
    show_linked(build_slides(pack.slides), "slides")
    show_pack_figures(pack, key="edition")
    st.stop()

if asked:
    note_unknown("meeting", asked, shown="the list of packs")
packs = board_packs.list_newest()
number_of_packs = wording.first_upper(wording.number_word(len(packs)))
noun = wording.noun_for(len(packs), "packs")
verb = "is" if len(packs) == 1 else "are"
show_title(
    f"{number_of_packs} {noun} {verb} approved for the board"
    if packs
    else "No pack is approved yet"
)
if packs:
    columns = (Column("Meeting"), Column("About"), Column("Edition"), Column("Approved"))
    rows = [
        [
            Cell(one.pack.words, target=to(BOARD, meeting=str(one.meeting_id))),
            Cell(one.pack.period),
            Cell(str(one.number)),
            Cell(wording.explain_day(one.approved_at.date())),
        ]
        for one in packs
    ]
    show_table(
        columns,
        [Group("", rows)],
        caption="Approved packs",
        key="packs",
        file_name="approved packs",
    )
else:
    show_empty(
        "The board sees packs once they are approved",
        "Plan a meeting, choose its slides, comment on them and approve the pack; it is then here.",
        Button("Board meetings", MEETINGS),
    )
show_switch()
