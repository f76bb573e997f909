"""Progression: the ladder from first access to the step beyond, by key stage, authority and phase,
with where numbers fall as pupils grow older.
"""

import streamlit as st

from hubdata import wording
from hubdata.services.reach import progression
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.figures.lines import find_yearly_line
from pages.components.figures.score import explain_returns
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame, read_ladder, read_standing
from pages.components.kit.look import show_caption, show_heading, show_title
from pages.components.reach.ladder import explain_columns, show_ladder, show_ladder_split
from pages.components.takes.hub_told import show_tiles

# From one rung to the next: continuation, older players, performing, KS4 entries.
BESIDE = ("M22", "M27", "M29", "M30")

hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
ladder = read_ladder(period, la_code=la_code)
card = read_standing(period).of(la_code)
place = hub.authorities.get(la_code or "", "")

title, returned = progression.title_of_ladder(ladder), explain_returns(card, place=place)
title = f"{place}: {wording.first_lower(title)}" if place else title
show_title(title)
show_caption(f"{returned}. {explain_columns()}")
drop = progression.explain_drop(ladder.lines)
if drop:
    show_heading(drop)
show_ladder(
    ladder,
    find_yearly_line("M28", period, la_code=None),
    message=title,
    source=f"{hub.hub_name}. {returned}. {explain_columns()}",
    place=place,
)
show_ladder_split(ladder, hub.authorities)
show_heading("From one rung to the next")
show_tiles(
    [find_yearly_line(kpi_id, period, la_code=la_code) for kpi_id in BESIDE], key="next_rungs"
)
