"""Defining one of the hub's own KPIs: its name, what is counted, out of what; and trying it out
before it counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from hubdata import wording
from hubdata.errors import UserError
from hubdata.framework import FUNCTIONS, GOALS, LIMBS, OUTCOMES, Goal, Limb, Outcome
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.own_asking import ALONE, OUT_OF, UNITS
from hubdata.services.results.own_kpis import (
    OwnKpi,
    define_kpi,
    list_steps,
    put_away_kpi,
    try_definition,
)
from hubdata.services.results.scorecards import KpiResult
from pages.components.hub.own_kpi_figure import Typed, ask_below, ask_figure
from pages.components.kit.answers import build_pairs
from pages.components.kit.forms import keep_said, show_faults
from pages.components.kit.linked import go, to
from pages.components.kit.look import show_caption, show_heading, show_title
from pages.components.kit.places import OWN_KPIS
from pages.components.kit.tables import Column, Group, show_table

WIDTH = 640
DIRECTIONS = {
    "up": "More is better",
    "down": "Less is better",
    "band": "Best within a band",
    "context": "For context: no target",
}
NONE = "–"
EMPTY: Typed = {"unit": "%", "direction": "up", "numerator": {"kind": "owners"}}


def show_definition_form(one: OwnKpi | None, period: Period) -> None:
    """The form of a new own KPI, or of one that is there."""
    show_title(f"{one.kpi.name} ({one.id})" if one else "Define a KPI of your own")
    show_caption(
        "A change is a new version of the definition: what was reported before stays as it was."
        if one
        else "It will stand beside the national ones, with targets, status and board papers."
    )
    before: Typed = one.content if one else EMPTY
    name = one.id if one else "new"
    with st.container(width=WIDTH, key="own_kpi_form"):
        content = ask_about(before, name)
        content |= ask_measured(before, name)
    show_buttons(one, content, period)
    if one:
        show_steps(one)


def ask_about(before: Mapping[str, Any], name: str) -> Typed:
    """Its name, why it matters, who looks after it and what it is evidence for."""
    content: Typed = {
        "name": ask_text("Name", before.get("name", ""), f"{name}_name"),
        "why": st.text_area("Why it matters", before.get("why", ""), key=f"own_{name}_why"),
        "owner_role": ask_text(
            "Who looks after it (role)",
            before.get("owner_role", "Head of the hub"),
            f"{name}_owner",
        ),
    }
    told = (before.get("function"), before.get("limb"))
    limb = st.selectbox(
        "Evidence for this part of a function",
        LIMBS,
        index=next((n for n, one in enumerate(LIMBS) if (one.function, one.key) == told), 3),
        format_func=name_limb,
        key=f"own_{name}_limb",
    )
    content |= {"function": limb.function.value, "limb": limb.key}
    content["goals"] = ask_one("And for this goal", Goal, GOALS, before.get("goals"), name)
    content["outcomes"] = ask_one(
        "And for this outcome", Outcome, OUTCOMES, before.get("outcomes"), name
    )
    return content


def ask_measured(before: Mapping[str, Any], name: str) -> Typed:
    """Its unit, which way is better, and the two figures."""
    units = [unit.value for unit in UNITS]
    left, right = st.columns(2)
    unit = left.selectbox(
        "It is",
        units,
        index=units.index(before["unit"]),
        format_func=lambda one: wording.first_upper(UNITS[one]),
        key=f"own_{name}_unit",
    )
    direction = right.selectbox(
        "Which way is better",
        list(DIRECTIONS),
        index=list(DIRECTIONS).index(before["direction"]),
        format_func=DIRECTIONS.__getitem__,
        key=f"own_{name}_direction",
    )
    content: Typed = {"unit": unit, "direction": direction}
    if direction == "band":
        low, high = before.get("band") or ("", "")
        content["band"] = [
            ask_text("From", str(low), f"{name}_low", place=left),
            ask_text("To", str(high), f"{name}_high", place=right),
        ]
    show_heading("What is counted")
    content["numerator"] = ask_figure(before["numerator"], f"{name}_above")
    content["counted"] = ask_text(
        "Those counted, as a word (such as pupils)", before.get("counted", ""), f"{name}_counted"
    )
    if unit not in ALONE and (unit in OUT_OF or ask_whether_below(before, name)):
        show_heading("Out of")
        content["denominator"] = ask_below(before.get("denominator"), content, f"{name}_below")
    return content


def ask_whether_below(before: Mapping[str, Any], name: str) -> bool:
    return st.checkbox(
        "For each of something", bool(before.get("denominator")), key=f"own_{name}_has_below"
    )


def show_buttons(one: OwnKpi | None, content: Typed, period: Period) -> None:
    kpi_id = one.id if one else ""
    with st.container(horizontal=True, gap="small"):
        is_saved = st.button("Save the KPI", type="primary", key="go_save_own_kpi")
        is_tried = st.button(f"Try it on {wording.explain_period(period)}", key="try_own_kpi")
        is_left = st.button("Back without saving", key="leave_own_kpi")
        is_away = one and st.button("Put it away", key="put_own_kpi_away")
    if is_left:
        go(to(OWN_KPIS))
    try:
        if is_saved:
            saved = define_kpi(content, actor=current_actor(), kpi_id=kpi_id)
            keep_said("own_kpis", [f"{saved.kpi.name} is {saved.id}, version {saved.version}."])
            go(to(OWN_KPIS))
        if is_tried:
            show_trial(try_definition(content, period, kpi_id=kpi_id), period)
    except UserError as error:
        show_faults(str(error).splitlines())
    if one and is_away:
        put_away_kpi(one.id, actor=current_actor())
        keep_said("own_kpis", [f"{one.kpi.name} is put away. It can be taken back below."])
        go(to(OWN_KPIS))


def show_trial(result: KpiResult, period: Period) -> None:
    """What the definition would say of a period; nothing is saved."""
    unit = result.kpi.unit.value
    facts = [
        ("It says", result.kpi.formula_words),
        ("Value", wording.explain_value(result.value, unit)),
        ("Counted", wording.explain_figure(result.numerator)),
        ("Out of", wording.explain_figure(result.denominator)),
        ("Told by", wording.explain_returned(result.returned, result.expected)),
    ]
    show_heading(f"Tried on {wording.explain_period(period)}, not saved")
    st.html(build_pairs(facts))


def show_steps(one: OwnKpi) -> None:
    """Every version it had, and who made it."""
    show_heading("Versions")
    rows = [
        [step.words, f"{wording.explain_day(step.at.date())}, {step.by}"]
        for step in list_steps(one.id)
    ]
    columns = [Column("What became of it"), Column("When and by whom")]
    show_table(
        columns,
        [Group("", rows)],
        caption="Versions",
        key="own_kpi_steps",
        file_name=f"versions of {one.id}",
    )


def ask_text(label: str, value: str, key: str, *, place: Any = st) -> str:
    return str(place.text_input(label, value, autocomplete="off", key=f"own_{key}"))


def ask_one(
    label: str, choices: Any, described: Mapping[Any, Any], told: Sequence[str] | None, name: str
) -> list[str]:
    """One of some goals or outcomes, or none of them."""
    options = [NONE, *(one.value for one in choices)]
    chosen = st.selectbox(
        label,
        options,
        index=options.index(told[0]) if told else 0,
        format_func=lambda one: "None in particular" if one == NONE else described[one].name,
        key=f"own_{name}_{label}",
    )
    return [] if chosen == NONE else [chosen]


def name_limb(limb: Limb) -> str:
    return f"{FUNCTIONS[limb.function].short}: {wording.first_lower(limb.text)}"
