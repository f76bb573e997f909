"""What the scorecard shows: all KPIs or some, by function or by goal, and one cell of the stave
where a link asks for it. The choices are in the address.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from hubdata.framework import FUNCTIONS, Goal, StrategicFunction
from hubdata.services import overview
from hubdata.services.scorecards import ScorecardLine
from pages.components.linked import build_link, show_linked, to
from pages.components.look import Status
from pages.components.places import SCORECARD
from pages.components.score import name_group, standing_of

SHOWN = {
    "all": "All",
    "attention": "Off track and watch",
    "provisional": "Provisional",
}
GROUPINGS = {"function": "By function", "goal": "By goal"}
STATUSES = {
    "attention": {Status.OFF, Status.WATCH},
    "provisional": {Status.PROVISIONAL},
}


def choose_shown() -> str:
    """All KPIs, those that need attention, or the provisional ones."""
    return choose("Show", SHOWN, key="show")


def choose_grouping() -> str:
    """Under the functions, or under the goals."""
    return choose("Group", GROUPINGS, key="by")


def choose(label: str, options: dict[str, str], *, key: str) -> str:
    return st.segmented_control(
        label,
        list(options),
        default=next(iter(options)),
        required=True,
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )


def chosen_lines(lines: Sequence[ScorecardLine], shown: str) -> list[ScorecardLine]:
    """The lines of the chosen kind, and of the function and goal in the address."""
    function, goal = read_function(), st.query_params.get("goal")
    found = []
    for line in lines:
        on_line, on_bar = overview.place_of(line.now)
        if shown in STATUSES and standing_of(line.now) not in STATUSES[shown]:
            continue
        if function and on_line is not function:
            continue
        if goal and (on_bar.value if on_bar else "across") != goal:
            continue
        found.append(line)
    return found


def show_narrowing() -> None:
    """Says that only a part is shown, with the way back to all."""
    function, goal = read_function(), read_goal()
    names = [FUNCTIONS[function].name] if function else []
    if goal is not None:
        names.append(goal)
    if names:
        back = build_link("Show every KPI", to(SCORECARD))
        words = escape(", ".join(names))
        show_linked(f'<p class="hub-caption">Only {words}. {back}</p>', "narrowing")


def read_function() -> StrategicFunction | None:
    """The function in the address, if there is such a one."""
    asked = st.query_params.get("function")
    return StrategicFunction(asked) if asked in list(StrategicFunction) else None


def read_goal() -> str | None:
    """The goal in the address, by its name; the bar "Across" too."""
    asked = st.query_params.get("goal")
    if asked == "across":
        return name_group(None)
    return name_group(Goal(asked)) if asked in list(Goal) else None
