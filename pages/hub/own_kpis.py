"""The hub's own KPIs: what there is, the figures they ask for this term, and defining one."""

import streamlit as st

from hubdata.services.results.own_kpis import list_own_kpis
from pages.components.around.filters import chosen_period
from pages.components.hub.own_kpi_form import show_definition_form
from pages.components.hub.own_kpis import (
    NEW,
    name_count,
    show_figures_form,
    show_own_list,
    show_put_away,
)
from pages.components.kit.astray import note_unknown
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.forms import show_said
from pages.components.kit.look import show_caption, show_text, show_title

own = list_own_kpis()
period = chosen_period() or read_frame().default
asked = st.query_params.get("kpi", "")
known = {one.id: one for one in own if not one.is_put_away}
if asked == NEW or asked in known:
    show_definition_form(known.get(asked), period)
    st.stop()

if asked:
    note_unknown("KPI of the hub’s own", asked, shown="the list of them")
show_title(name_count(own))
show_caption(
    f"{period.label}. Your own KPIs have targets, status and explanations, and stand in board "
    "papers, like every other."
)
show_said("own_kpis")
if not own:
    show_text(
        "A KPI of your own counts something over the returns, such as schools with a brass class, "
        "or figures that you type in each term, such as the waiting list."
    )
show_own_list(own, read_standing(period).whole, period)
show_figures_form(period)
show_put_away(own)
