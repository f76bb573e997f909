"""Board meetings: the board's calendar, and planning the next meeting with its pack."""

import streamlit as st

from hubdata.services.reports.board import list_meetings
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame
from pages.components.kit.look import show_caption, show_title
from pages.components.reports.meetings import show_meetings, show_plan_form, title_of_meetings
from pages.components.reports.pack_files import show_template_form

hub = read_frame()
if is_beginning(hub):
    st.stop()
meetings = list_meetings()
show_title(title_of_meetings(meetings))
show_caption(
    "Planning a meeting freezes the figures and begins a pack of slides: choose, comment, approve, "
    "present. What is approved can be reproduced to the last figure."
)
if meetings:
    show_meetings(meetings)
show_plan_form(hub)
show_template_form()
