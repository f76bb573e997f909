"""The dashboard: page settings, the one register of pages, and the frame around them."""

import streamlit as st

from pages.components.frame import SIDEBAR_WIDTH, PageEntry, build_page, show_sidebar
from pages.components.look import show_look

# In the order of the menu. A page without a section is reached by links only. Where we stand, Who
# we reach, What it takes, Returns, Reports, Hub, About: keep the sections in this order.
REGISTER = (
    PageEntry("pages/hub/register.py", "School register", "Hub"),
    PageEntry("pages/hub/settings.py", "Settings", "Hub"),
    PageEntry("pages/about/look.py", "Design system", "About"),
)

st.set_page_config(layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
page = st.navigation([build_page(entry) for entry in REGISTER], position="hidden")
show_look()
show_sidebar(REGISTER, hub_name="Music Hub")
page.run()
