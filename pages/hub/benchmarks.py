"""Benchmarks and history: what the hub's numbers are compared with, from outside its returns."""

import streamlit as st

from hubdata.services.kpis import list_kpis
from hubdata.services.standards.benchmarks import list_benchmarks, list_published
from pages.components.hub.standard_forms import show_entering, show_loading
from pages.components.hub.standards_list import choose_kpi, show_benchmarks, show_published
from pages.components.kit.astray import note_unknown
from pages.components.kit.cached import read_frame
from pages.components.kit.look import show_text, show_title
from pages.components.standing.choices import choose

LOOK, ENTER, FILE = VIEWS = ("Look", "Enter a figure", "From a spreadsheet")

hub = read_frame()
benchmarks, published = list_benchmarks(), list_published()
covered = len({one.kpi for one in benchmarks})
show_title(f"{covered} KPIs have something published to compare with")
show_text(
    "Only figures counted like the KPI, verified and dated, are drawn in its chart, as a dotted "
    "line; the others stand beside it for context. Figures that are built in have been read at "
    "their source."
)
view = choose("Benchmarks", {one: one for one in VIEWS}, key="view")
asked = st.query_params.get("kpi", "")
if asked and asked not in {kpi.id for kpi in list_kpis()}:
    note_unknown("KPI", asked, shown="every KPI")
if view == ENTER:
    show_entering(asked, hub.authorities)
elif view == FILE:
    show_loading()
else:
    kpi = choose_kpi(asked)
    some = [one for one in benchmarks if kpi in ("", one.kpi)]
    show_benchmarks(some, of_one=bool(kpi))
    show_published([one for one in published if kpi in ("", one.kpi)])
