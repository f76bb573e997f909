"""Cold spots: schools that had no support for three terms, on a map and in a list; where they are,
what changed, who takes part less than their share, and what it would change if they joined.
"""

import streamlit as st

from hubdata import wording
from hubdata.services.reach.cold_spots import explain_cold_spots, title_of_cold_spots
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.kit.astray import note_unknown
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame
from pages.components.kit.look import show_caption, show_heading, show_title
from pages.components.reach.cached_reach import read_cold_spots, read_gaps, read_ground
from pages.components.reach.cold_gaps import show_gaps
from pages.components.reach.cold_list import (
    choose_cold,
    show_changes,
    show_files,
    show_groups,
    show_list,
)
from pages.components.reach.cold_map import show_chosen, show_legend, show_map
from pages.components.reach.what_if import show_what_if

hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
found = read_cold_spots(period, la_code=la_code)
place = hub.authorities.get(la_code or "", "")
chosen = st.query_params.get("school", "")
if chosen and chosen not in {line.school.urn for line in found.idle}:
    note_unknown("cold spot with the URN", chosen, shown="every one")

title = title_of_cold_spots(found)
show_title(f"{place}: {wording.first_lower(title)}" if place else title)
show_caption(explain_cold_spots(found))
cold = choose_cold(found) if found.cold else []
left, right = st.columns([11, 9], gap="large")
with left:
    show_map(
        found, read_ground(), authorities=hub.authorities, chosen=chosen, is_sample=hub.is_sample
    )
    show_groups(found, period)
with right:
    show_chosen(found, chosen)
    if found.cold:
        show_heading(wording.count_of(len(cold), "schools"))
        show_list(cold, chosen=chosen)
        show_files(cold, found, period)
show_changes(found)
show_legend(found)
show_gaps(read_gaps(period, la_code=la_code), period)
with st.container(key="ondemand_what_if"):
    show_what_if(found, cold, period, la_code=la_code, one=chosen)
