"""Targets: what each KPI is to reach in a year, with the path over the terms, its rule in words,
and how the hub stands to it; set in a table, a form or from a spreadsheet.
"""

import streamlit as st

from hubdata.periods import AcademicYear
from hubdata.services.clock import today
from hubdata.services.standards.targets import load_target_lines
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.kit.astray import note_unknown
from pages.components.kit.cached import read_frame, read_outlooks, read_standing
from pages.components.kit.kept import keep
from pages.components.kit.look import show_caption, show_title
from pages.components.standing.choices import choose
from pages.components.standing.target_forms import (
    show_history,
    show_target_editor,
    show_target_form,
    show_target_upload,
)
from pages.components.standing.target_list import build_target_table, show_target_list

LOOK, EDIT, FILE, HISTORY = VIEWS = ("Look", "Edit", "From a spreadsheet", "History")

hub = read_frame()
period, la_code = chosen_period() or hub.default, chosen_authority()
this_year = AcademicYear.of(today())
years = sorted({*(this_year.plus(on) for on in (1, 0, -1, -2)), period.year}, reverse=True)
place = hub.authorities.get(la_code or "", "")
above = st.container()
year = st.selectbox(
    "Academic year",
    years,
    index=years.index(period.year),
    format_func=lambda one: one.label,
    width=200,
)
lines = keep(lambda: load_target_lines(year, la_code=la_code or ""), "target lines", year, la_code)
count = sum(line.value is not None for line in lines)
with above:
    whose = f"{place}: " if place else ""
    show_title(f"{whose}{count} of {len(lines)} KPIs have a target for {year}")
    show_caption(
        "A term is judged by its step of the path, the year by the year's target; without a step, "
        "by the year's. The authority and the term are chosen in the menu."
    )
view = choose("Targets", {one: one for one in VIEWS}, key="view")
if view == EDIT:
    show_target_editor(lines, year)
    asked = st.query_params.get("kpi", "")
    if asked and asked not in {line.kpi for line in lines}:
        note_unknown("KPI with targets", asked, shown="the first")
    show_target_form(lines, year, asked=asked)
elif view == FILE:
    show_target_upload(year, hub.authorities)
elif view == HISTORY:
    show_history(year, hub.authorities)
else:

    def build() -> str:
        card = read_standing(period).of(la_code) if hub.has_register else None
        is_same = card is not None and period.year == year
        return build_target_table(
            lines,
            year,
            results={one.kpi.id: one for one in card.results} if card and is_same else {},
            outlooks=read_outlooks(period, la_code=la_code) if is_same else {},
        )

    show_target_list(keep(build, "targets", year, period, la_code), lines, year)
