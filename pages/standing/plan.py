"""Goals and functions: what the national plan asks of each, limb by limb, and how the hub stands on
each limb. Which one is shown is in the address; the first function without one.
"""

import streamlit as st

from hubdata import wording
from hubdata.framework import FUNCTIONS, GOALS, SOURCE, Goal, StrategicFunction
from hubdata.services.plan.limbs import build_limbs as build_views
from hubdata.services.plan.limbs import list_functions
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.figures.score import explain_returns, name_goal
from pages.components.kit.astray import note_unknown
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.downloads import show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_text, show_title
from pages.components.standing.cached_plan import read_facts
from pages.components.standing.limbs import (
    build_chooser,
    build_limb_sheet,
    build_limbs,
    explain_standing,
)

hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
card = read_standing(period).of(la_code)
asked = st.query_params.get("view", "")
goal = Goal(asked) if asked in list(Goal) else None
function = StrategicFunction(asked) if asked in list(StrategicFunction) else None
if goal is None and function is None:
    function = StrategicFunction.PARTNERSHIP
    if asked:
        note_unknown("goal or function", asked, shown=FUNCTIONS[function].name)
described = GOALS[goal] if goal else FUNCTIONS[function or StrategicFunction.PARTNERSHIP]
facts = read_facts(period, [function] if function else list_functions(card, goal))
views = build_views(card, facts, function=function, goal=goal)
name = name_goal(goal) if goal else described.short

show_linked(build_chooser(str(goal or function)), "chooser")
place = hub.authorities.get(la_code or "", "")
standing, by_year, limbs = keep(
    lambda: (
        *explain_standing(views, period, la_code=la_code),
        build_limbs(views, period, la_code=la_code),
    ),
    *("limbs", period.slot, la_code, goal, function),
)
show_title(f"{name}: {wording.first_lower(standing)}")
show_text(described.text)
show_caption(f"{explain_returns(card, place=place)}. {by_year}What is asked is from {SOURCE}.")
show_linked(limbs, "limbs")
show_downloads(
    lambda: build_limb_sheet(views, name, period, la_code=la_code),
    f"{name} {period.code}{f' {place}' if place else ''}",
    key="limbs_file",
)
