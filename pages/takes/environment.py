"""Environment: travel, energy and their carbon, what is reused, the policy, and activities."""

import streamlit as st

from hubdata.services.results.sentences import title_of_kpi
from hubdata.services.takes.environment import explain_policy, title_of_environment
from pages.components.around.filters import chosen_period
from pages.components.figures.lines import find_line
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading, show_text, show_title
from pages.components.standing.kpi_trend import show_trend_of
from pages.components.takes.cached_takes import read_environment
from pages.components.takes.environment import build_reuse, show_emissions, show_factors
from pages.components.takes.hub_told import explain_told, show_not_told, show_origin

CARBON = "U40e"

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period = chosen_period() or hub.default
environment = read_environment(period)
if environment.told.is_empty:
    show_not_told("Travel and energy are", environment.told)
    show_text(explain_policy(environment))
    st.stop()

line = find_line(read_standing(period).whole, CARBON)
show_title(title_of_environment(environment, line.now))
show_caption(explain_told(environment.told))
emissions, reuse = st.columns([3, 2], gap="large")
with emissions:
    show_emissions(environment)
with reuse:
    show_heading("Kept in use")
    show_linked(build_reuse(environment, line), "reuse")
    show_text(explain_policy(environment))
title = title_of_kpi(line.now, line.before)
show_heading(title)
show_caption("Tonnes of CO2e for each 1,000 hours taught")
show_trend_of(line, la_code=None, title=title)
show_factors(environment, line)
show_origin(environment.told, ("Environment", "Delivery"))
