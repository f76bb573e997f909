"""A school: what the register says of it, what it returned, and which KPIs it counts in."""

import streamlit as st

from hubdata.errors import UnknownThing
from pages.components.beginnings import is_without_schools
from pages.components.cached import read_frame, read_school
from pages.components.filters import chosen_period
from pages.components.linked import to
from pages.components.look import Button, show_empty, show_title
from pages.components.one_school import (
    explain_school,
    show_counted,
    show_crumbs,
    show_facts,
    show_returns,
    show_strands,
)
from pages.components.places import SCHOOLS

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
        f"URN “{asked}” is not in the register" if asked else "No school is named in the address",
        "The list has every school the hub serves; search it by name, district or URN.",
        Button("All schools", to(SCHOOLS)),
    )
    st.stop()

show_crumbs(detail)
show_title(explain_school(detail, period))
told, register = st.columns([5, 4], gap="large")
with told:
    show_strands(detail)
    show_returns(detail)
with register:
    show_facts(detail)
show_counted(detail, period)
