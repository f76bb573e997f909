"""The dashboard: page settings, the one register of pages, and the frame around them."""

import streamlit as st

from pages.components.around.board_view import choose_pages
from pages.components.around.frame import (
    SIDEBAR_WIDTH,
    PageEntry,
    build_pages,
    note_wrong_page,
    show_paper_head,
    show_sample_banner,
    show_sidebar,
)
from pages.components.around.palette import show_palette
from pages.components.kit.astray import begin_notes, show_notes
from pages.components.kit.cached import read_frame
from pages.components.kit.kept import begin_run
from pages.components.kit.look import show_look

# In the order of the menu. A page without a section is reached by links only. Where we stand, Who
# we reach, What it takes, Returns, Reports, Hub, About: keep the sections in this order.
REGISTER = (
    PageEntry("pages/standing/overview.py", "Overview", "Where we stand"),
    PageEntry("pages/standing/scorecard.py", "Scorecard", "Where we stand"),
    PageEntry("pages/standing/plan.py", "Goals and functions", "Where we stand"),
    PageEntry("pages/standing/outcomes.py", "Outcomes", "Where we stand"),
    PageEntry("pages/standing/kpi.py", "KPIs", "Where we stand"),
    PageEntry("pages/standing/actions.py", "Actions", "Where we stand"),
    PageEntry("pages/standing/targets.py", "Targets", "Where we stand"),
    PageEntry("pages/reach/schools.py", "Schools", "Who we reach"),
    PageEntry("pages/reach/school.py", "A school"),
    PageEntry("pages/reach/partners.py", "Partners", "Who we reach"),
    PageEntry("pages/reach/partner.py", "A partner"),
    PageEntry("pages/reach/cold_spots.py", "Cold spots", "Who we reach"),
    PageEntry("pages/reach/progression.py", "Progression", "Who we reach"),
    PageEntry("pages/takes/money.py", "Money", "What it takes"),
    PageEntry("pages/takes/people.py", "People", "What it takes"),
    PageEntry("pages/takes/instruments.py", "Instruments", "What it takes"),
    PageEntry("pages/takes/environment.py", "Environment", "What it takes"),
    PageEntry("pages/takes/amount.py", "An amount"),
    PageEntry("pages/returns/upload.py", "Upload returns", "Returns"),
    PageEntry("pages/returns/match.py", "Match the columns"),
    PageEntry("pages/returns/tracker.py", "Who has returned", "Returns"),
    PageEntry("pages/returns/one.py", "A return"),
    PageEntry("pages/returns/overlaps.py", "Told twice", "Returns"),
    PageEntry("pages/reports/meetings.py", "Board meetings", "Reports"),
    PageEntry("pages/reports/meeting.py", "A meeting"),
    PageEntry("pages/reports/board.py", "The board's view", "Reports"),
    PageEntry("pages/reports/snapshots.py", "Snapshots", "Reports"),
    PageEntry("pages/hub/register.py", "School register", "Hub"),
    PageEntry("pages/hub/partner_register.py", "Partner register", "Hub"),
    PageEntry("pages/hub/own_kpis.py", "Own KPIs", "Hub"),
    PageEntry("pages/hub/benchmarks.py", "Benchmarks and history", "Hub"),
    PageEntry("pages/hub/settings.py", "Settings", "Hub"),
    PageEntry("pages/about/definitions.py", "Definitions", "About"),
    PageEntry("pages/about/look.py", "Design system", "About"),
)

st.set_page_config(layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
pages = build_pages(REGISTER)
page = st.navigation(list(pages.values()), position="hidden")
show_look()
begin_run()
begin_notes()
hub = read_frame()
show_palette(hub.palette)
show_sidebar(
    choose_pages(REGISTER, opened=page.url_path),
    pages,
    hub_name=hub.hub_name,
    logo=hub.logo,
    periods=hub.periods,
    default=hub.default,
    authorities=hub.authorities,
)
show_paper_head(hub.hub_name, authorities=hub.authorities, default=hub.default)
if hub.is_sample:
    show_sample_banner()
note_wrong_page()
show_notes()
page.run()
