"""Settings: what the hub decides about itself, its term calendar and targets; leaving the sample
hub for one's own.
"""

import streamlit as st

from hubdata.periods import AcademicYear
from hubdata.services.clock import today
from hubdata.services.settings import load_calendar, load_hub
from pages.components.hub.brand_form import show_brand_form
from pages.components.hub.break_forms import show_breaks_form
from pages.components.hub.hub_forms import (
    show_headlines_form,
    show_hub_form,
    show_own_hub_form,
    show_thresholds_form,
)
from pages.components.hub.year_forms import show_calendar_form
from pages.components.kit.cached import read_frame
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import show_heading, show_title
from pages.components.kit.places import TARGETS

hub = load_hub()
calendar, this_year = load_calendar(), AcademicYear.of(today())
term = calendar.term_of(today())
due = calendar.due_on("school-return", term)
show_title(
    f"School returns for {term.label[0].lower()}{term.label[1:]} are due on {due.day} {due:%B %Y}",
    above="Settings of the sample hub" if hub.is_sample else f"Settings of {hub.hub_name}",
)
if hub.is_sample:
    show_own_hub_form()
show_hub_form(hub)
show_brand_form(hub, logo=read_frame().logo)
show_headlines_form(hub)
show_thresholds_form(hub)
show_breaks_form()
show_heading("Year by year")
year = st.selectbox(
    "Academic year",
    [this_year.plus(years) for years in (1, 0, -1, -2)],
    index=1,
    format_func=lambda year: year.label,
    width=200,
)
show_calendar_form(year)
show_linked(
    f'<p class="hub-text">Targets are set on {build_link("the page of targets", to(TARGETS))}.</p>',
    "to_targets",
)
