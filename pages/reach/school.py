"""A school, as one wants to know it before a visit: what it does, what the hub provides, how it
compares with schools like it, how it returns, whom to speak to, and what is to happen next.
"""

import streamlit as st

from hubdata.errors import UnknownThing
from hubdata.services.reach.similar import find_similar
from hubdata.services.tracking.quality import OF_SCHOOLS
from pages.components.around.filters import chosen_period
from pages.components.kit.astray import cut
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame, read_school
from pages.components.kit.linked import to
from pages.components.kit.look import Button, show_empty, show_title
from pages.components.kit.places import SCHOOL, SCHOOLS
from pages.components.kit.printing import show_print_button
from pages.components.reach.cached_reach import read_histories, read_profile, read_returned
from pages.components.reach.next_step import show_next_steps
from pages.components.reach.one_school import (
    explain_school,
    show_contact,
    show_counted,
    show_crumbs,
    show_facts,
    show_history,
)
from pages.components.reach.quality import show_returned
from pages.components.reach.school_music import show_compared, show_own_music, show_provided

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period = chosen_period() or hub.default
asked = st.query_params.get("urn", "")
try:
    detail = read_school(asked, period)
except UnknownThing:
    show_title("Choose a school from the list")
    show_empty(
        f"URN “{cut(asked)}” is not in the register"
        if asked
        else "No school is named in the address",
        "The list has every school the hub serves; search it by name, district or URN.",
        Button("All schools", to(SCHOOLS)),
    )
    st.stop()

profile, histories = read_profile(asked, period), read_histories(period)
own = histories.schools.get(asked)
similar = find_similar(own.school, histories) if own else ()
show_crumbs(detail)
show_title(explain_school(detail, period))
show_history(own, histories.periods)
told, register = st.columns([7, 4], gap="large")
with told:
    show_provided(detail, profile)
    show_own_music(profile)
with register:
    show_next_steps(asked, SCHOOL)
    show_contact(profile)
    show_facts(detail)
show_compared(own, similar)
sources = [asked, *(urn for urn, _ in detail.former)]
show_returned(read_returned(sources, kind=OF_SCHOOLS), name=detail.school.name)
show_counted(detail, period)
show_print_button("school")
