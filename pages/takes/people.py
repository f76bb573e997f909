"""People: who works for the hub, on which contracts, checked and trained, and training given."""

import streamlit as st

from hubdata.services.takes.people import title_of_people
from pages.components.around.filters import chosen_period
from pages.components.figures.lines import find_line
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading, show_title
from pages.components.takes.cached_takes import read_people
from pages.components.takes.hub_told import explain_told, show_not_told, show_origin, show_tiles
from pages.components.takes.people import (
    build_everyone,
    show_checks,
    show_courses,
    show_history,
    show_workforce,
)

# Freelance share, schools reached by training, places taken.
PLACES = "S13"
KPIS = ("U40c", "S12", PLACES)

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period = chosen_period() or hub.default
people = read_people(period)
card = read_standing(period).whole
if people.told.is_empty:
    show_not_told("The workforce is", people.told)
    show_courses(people, find_line(card, PLACES))
    st.stop()

show_title(title_of_people(people))
show_caption(explain_told(people.told))
show_tiles([find_line(card, kpi_id) for kpi_id in KPIS], key="tiles")
checks, everyone = st.columns([3, 2], gap="large")
with checks:
    show_checks(people)
with everyone:
    show_heading("Everyone together")
    show_linked(build_everyone(people), "everyone")
show_history(people)
show_workforce(people)
show_courses(people, find_line(card, PLACES))
show_origin(people.told, ("Workforce",))
