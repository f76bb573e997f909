"""Scorecard: every KPI with its value, target, gap, change, coverage and status, by function or by
goal.
"""

import streamlit as st

from hubdata.services.results import titles
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.figures.score import (
    build_columns,
    build_row,
    count_statuses,
    explain_returns,
    group_by_function,
    group_by_goal,
)
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.downloads import show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.look import build_counts_line, show_caption, show_title
from pages.components.kit.tables import Group, build_table
from pages.components.standing.choices import choose_grouping, choose_lines, show_narrowing
from pages.components.standing.score_file import build_scorecard_sheet

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

title, counts = keep(
    lambda: (
        titles.title_of_scorecard(card.results),
        build_counts_line(count_statuses(card), explain_returns(card, place=place)),
    ),
    *("scorecard", period.slot, la_code),
)
show_title(title)
show_linked(counts, "counts")
lines = choose_lines(card.lines)
grouping = choose_grouping()
show_narrowing()
if lines:
    caption = f"Scorecard of {place or hub.hub_name}, {period.label}"
    table = keep(
        lambda: build_table(build_columns(period), GROUPS[grouping](lines), caption=caption),
        *("scorecard", caption, grouping, [line.kpi.id for line in lines], la_code),
    )
    show_linked(table, "scorecard")
else:
    show_caption("No KPI of this kind. Choose All KPIs and Any owner to see every one.")
show_downloads(
    lambda: build_scorecard_sheet(lines, period, place=place or "Whole hub"),
    f"scorecard {period.code}{f' {place}' if place else ''}",
    key="scorecard",
)
