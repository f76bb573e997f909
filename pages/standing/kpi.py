"""KPI: one indicator over time, by authority and phase, with its definition and the schools and
cells behind the number. Without one in the address, the list to choose from.
"""

import streamlit as st

from hubdata.services.clock import today
from hubdata.services.kpis import list_kpis
from hubdata.services.reports.commentary import load_actions
from hubdata.services.results import sentences
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.figures.lines import find_yearly_line
from pages.components.figures.score import explain_returns, is_told_by_year
from pages.components.kit.astray import cut
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.look import show_caption, show_heading, show_text, show_title
from pages.components.kit.places import KPI
from pages.components.standing.actions import Place, show_actions_of
from pages.components.standing.behind import show_behind, show_explained
from pages.components.standing.commentary import show_commentary
from pages.components.standing.kpi_reported import show_reported
from pages.components.standing.kpi_splits import show_splits
from pages.components.standing.kpi_standards import show_standards
from pages.components.standing.kpi_trend import show_trend_of
from pages.components.standing.one_kpi import (
    find_line,
    find_whole,
    show_authorities,
    show_crumbs,
    show_definition,
    show_key_figures,
    show_list,
    show_parts,
)
from pages.components.standing.school_spread import show_school_spread

hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
standing = read_standing(period)
asked = st.query_params.get("kpi", "")
line, told_of = find_line(standing, asked, la_code)
place = hub.authorities.get(told_of or "", "")
if line is None:
    show_title(f"{len(list_kpis())} KPIs say where the hub stands; choose one")
    returns = explain_returns(standing.of(la_code), place=hub.authorities.get(la_code or "", ""))
    show_caption(f"There is no KPI “{cut(asked)}”." if asked else returns)
    show_list(standing, la_code=la_code)
    st.stop()

term = period
if is_told_by_year(line) and (of_year := find_yearly_line(line.kpi.id, period, la_code=told_of)):
    line, period = of_year, of_year.now.period
    standing = read_standing(period)
show_crumbs(line)
title = sentences.title_of_kpi(line.now, line.before)
show_title(f"{title}" if not place else f"{place}: {title}")
show_text(f"{line.kpi.formula_words} {line.kpi.why}")
if la_code and not told_of:
    show_caption("This KPI is not told by authority: it is shown for the whole hub.")
if period != term:
    show_caption(f"Told once a year: this is {period.label}, not a term of it.")
la_code = told_of
is_explained = "explain" in st.query_params
if is_explained:
    show_explained(line, la_code=la_code, place=place)
chart, figures = st.columns([5, 2], gap="large")
with chart:
    show_trend_of(line, la_code=la_code, title=title)
    show_reported(line, la_code=la_code)
with figures:
    show_key_figures(line)
written, to_do = st.columns([3, 2], gap="large")
with written:
    show_commentary(line)
with to_do:
    show_heading("Actions")
    actions = load_actions(kpi=line.kpi.id, period=period)
    here = Place(KPI, line.kpi.id, line.kpi.owner_role)
    show_actions_of(actions, here, period=period, day=today())
if la_code is None:
    show_authorities(standing, line, hub)
show_parts(line.now)
show_splits(line, find_whole(standing, line))
show_school_spread(line, la_code=la_code, place=place)
if not is_explained:
    show_behind(line, la_code=la_code, place=place)
show_standards(line, la_code=la_code)
show_definition(line.now)
