"""Scorecard: every KPI with its value, target, gap, change, coverage and status, by function or by
goal.
"""

import streamlit as st

from hubdata.services import titles
from pages.components.beginnings import is_beginning
from pages.components.cached import read_frame, read_standing
from pages.components.choices import choose_grouping, choose_lines, show_narrowing
from pages.components.downloads import show_downloads
from pages.components.filters import chosen_authority, chosen_period
from pages.components.linked import show_linked
from pages.components.look import show_caption, show_counts_line, show_title
from pages.components.score import (
    build_columns,
    build_row,
    count_statuses,
    explain_returns,
    group_by_function,
    group_by_goal,
)
from pages.components.score_file import build_scorecard_sheet
from pages.components.tables import Group, build_table

GROUPS = {
    "function": group_by_function,
    "goal": group_by_goal,
    "none": lambda lines: [Group("", [build_row(line) for line in lines])],
}

hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
card = read_standing(period).of(la_code)
place = hub.authorities.get(la_code or "", "")

show_title(titles.title_of_scorecard(card.results))
show_counts_line(count_statuses(card), explain_returns(card, place=place))
lines = choose_lines(card.lines)
groups = GROUPS[choose_grouping()](lines)
show_narrowing()
if lines:
    caption = f"Scorecard of {place or hub.hub_name}, {period.label}"
    show_linked(build_table(build_columns(period), groups, caption=caption), "scorecard")
else:
    show_caption("No KPI of this kind. Choose All KPIs and Any owner to see every one.")
show_downloads(
    lambda: build_scorecard_sheet(lines, period, place=place or "Whole hub"),
    f"scorecard {period.code}{f' {place}' if place else ''}",
    key="scorecard",
)
