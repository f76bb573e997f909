"""What the scorecard shows: all KPIs or some, whose, in which order and under which headings, and
one cell of the stave where a link asks for it. The choices are in the address.
"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from hubdata.framework import FUNCTIONS, Goal, StrategicFunction
from hubdata.services.plan import overview
from hubdata.services.results.ordering import Order, list_owners, sort_lines
from hubdata.services.results.scorecards import ScorecardLine
from pages.components.figures.score import SHOWN, name_group, standing_of
from pages.components.kit.astray import note_unknown, note_unoffered
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import Status
from pages.components.kit.places import SCORECARD

ANYBODY, ACROSS = "anybody", "across"
STATUSES = {"attention": {Status.OFF, Status.WATCH}} | {one.value: {one} for one in Status}
GROUPINGS = {"function": "By function", "goal": "By goal", "none": "In one list"}
ORDERS = {
    Order.USUAL: "In the usual order",
    Order.GAP: "Farthest from target first",
    Order.CHANGE: "Most changed first",
    Order.COVERAGE: "Fewest returns first",
    Order.NAME: "By name",
}
WIDTH = 230


def choose_lines(lines: Sequence[ScorecardLine]) -> list[ScorecardLine]:
    """The lines of the chosen status and owner in the chosen order, and of the function and goal in
    the address.
    """
    owners = {ANYBODY: "Any owner"} | {owner: owner for owner in list_owners(lines)}
    with st.container(horizontal=True, gap="small"):
        shown = select("Status", SHOWN, key="show")
        owner = select("Owner", owners, key="owner")
        order = select("Order", ORDERS, key="order")
    mine = [line for line in lines if owner in (ANYBODY, line.kpi.owner_role)]
    return sort_lines(narrow_lines(mine, shown), Order(order))


def choose_grouping() -> str:
    """Under the functions, under the goals, or in one list."""
    return choose("Group", GROUPINGS, key="by")


def select(label: str, options: Mapping[str, str], *, key: str) -> str:
    """One of several, from a list that opens; its options say what it is about."""
    note_unoffered(key, label, options.values())
    return st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        width=WIDTH,
    )


def choose(label: str, options: dict[str, str], *, key: str) -> str:
    """One of a few, all of them in view."""
    note_unoffered(key, label, options.values())
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


def narrow_lines(lines: Sequence[ScorecardLine], shown: str) -> list[ScorecardLine]:
    """The lines of the chosen kind, and of the function and goal in the address."""
    function, goal = read_function(), read_bar()
    found = []
    for line in lines:
        on_line, on_bar = overview.place_of(line.now)
        if shown in STATUSES and standing_of(line.now) not in STATUSES[shown]:
            continue
        if function and on_line is not function:
            continue
        if goal and (on_bar.value if on_bar else ACROSS) != goal:
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
    asked = st.query_params.get("function", "")
    if asked in list(StrategicFunction):
        return StrategicFunction(asked)
    if asked:
        note_unknown("function", asked, shown="every function")
    return None


def read_goal() -> str | None:
    """The goal in the address, by its name; the bar "Across" too."""
    bar = read_bar()
    return name_group(Goal(bar) if bar in list(Goal) else None) if bar else None


def read_bar() -> str:
    """The bar of the stave in the address: a goal, or "across"; "" where it names none."""
    asked = st.query_params.get("goal", "")
    if asked in (*Goal, ACROSS):
        return asked
    if asked:
        note_unknown("goal", asked, shown="every goal")
    return ""
