"""Schools: every school the hub serves, who has returned and who is engaged; each leads to its own
page.
"""

import streamlit as st

from hubdata import wording
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame, read_school_lines
from pages.components.kit.look import show_caption, show_title
from pages.components.reach.cached_reach import read_histories
from pages.components.reach.school_list import choose_lines, explain_schools, show_lines

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
lines = [line for line in read_school_lines(period) if la_code in (None, line.school.la_code)]
place = hub.authorities.get(la_code or "", "")

show_title(explain_schools(lines))
whose = f"{place}, {wording.explain_period(period)}" if place else period.label
returned = sum(line.has_returned for line in lines)
show_caption(
    f"{whose}: {wording.explain_coverage(returned, len(lines))}. Engaged: any strand of support, "
    "or any whole-class teaching, tuition or ensemble that the hub supports. Decile: deprivation "
    "of the school’s own area, 1 is the most deprived."
)
chosen = choose_lines(lines)
if len(chosen) < len(lines):
    show_caption(f"{len(chosen):,} of {wording.count_of(len(lines), 'schools')}")
show_lines(chosen, read_histories(period), period)
