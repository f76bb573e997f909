"""The forms of what a hub decides about itself, and of leaving the sample hub for one's own."""

import streamlit as st

from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.hub import start_own_hub
from hubdata.services.kpis import list_kpis
from hubdata.services.settings import (
    MOST_HEADLINES,
    HubSettings,
    explain_hub_changes,
    save_hub,
)
from pages.components.kit.forms import Form, keep_said, show_faults, show_said
from pages.components.kit.linked import go
from pages.components.kit.look import show_caption, show_heading, show_text

WIDTH = 640
REGISTER_PAGE = "pages/hub/register.py"
THRESHOLDS = {
    "coverage_threshold": "With a smaller share of returns, a number is shown as provisional and "
    "is not rated.",
    "term_weeks": "A class that is taught for this many weeks has had a term of whole-class "
    "teaching.",
    "regular_weeks": "An ensemble that meets in at least this many weeks of a term is regular.",
    "small_school_roll": "Schools with up to this many pupils count as small.",
    "target_year_group": "Target-year reach tells how far whole-class teaching reaches it.",
    "kg_car_mile": "With the four below: what carbon per teaching hour is reckoned by. They stand "
    "as published by the UK government for 2024; put newer ones here when they come.",
    "kg_rail_mile": "For each passenger's mile on national rail.",
    "kg_bus_mile": "For each passenger's mile on a local bus.",
    "kg_electricity_kwh": "From the grid, without losses on the way.",
    "kg_gas_kwh": "By gross calorific value, as bills have it.",
    "emission_year": "The year for which these factors were published.",
    "emission_source": "Who published them, as it is said beside the number.",
    "largest_small_count": "Board papers become public: numbers of pupils or staff from 1 up to "
    "this are not shown in packs, nor what would give them away.",
    "least_base": "A percentage of fewer people than this is not shown in packs.",
    "least_contributors": "What fewer schools or partners than this told is not shown in packs.",
    "growth_factor": "A number that grows by more than this since last term is questioned when its "
    "return is checked.",
}
SWITCHES = {
    "protects_extremes": "Where everybody or nobody in a group is so, each of them is known to be.",
    "protects_organisations": "Numbers of schools and partners are public facts, and shown unless "
    "this is ticked.",
    "include_in_kind": "Help that is not money counts at what it would have cost.",
    "include_colleges": "Further education and sixth-form colleges; not counted in the DfE's list.",
    "include_non_maintained_special": "Special schools run by charities; not counted in the DfE's "
    "list.",
}


def show_own_hub_form() -> None:
    """Leaving the sample hub; only drawn in it."""
    show_heading("Leave the sample hub and start your own")
    show_text(
        "The sample's schools, returns and settings are removed from this store. To see them "
        "again, make the sample in another, empty store."
    )
    with st.form("own_hub", border=False, width=WIDTH):
        name = st.text_input("Name of your Music Hub")
        sure = st.checkbox("Remove the sample hub from this store")
        if st.form_submit_button("Start my own hub", type="primary", key="go_own_hub"):
            start_hub(name, sure=sure)


def start_hub(name: str, *, sure: bool) -> None:
    if not sure:
        show_faults(["Nothing was removed. Tick the box above to remove the sample hub."])
        return
    try:
        start_own_hub(name, actor=current_actor())
    except UserError as error:
        show_faults(str(error).splitlines())
        return
    keep_said("register", [f"{name.strip()} has begun. Next, load its schools."])
    go(REGISTER_PAGE)


def show_hub_form(hub: HubSettings) -> None:
    """Who the hub is, which authorities are its own, and whom schools ask."""
    show_heading("The hub")
    show_said("hub")
    with st.form("hub", border=False, width=WIDTH):
        typed = {name: ask_text(hub, name) for name in ("hub_name", "lead_organisation")}
        typed["contact_role"] = ask_text(hub, "contact_role")
        with st.container(gap="xxsmall"):
            typed["contact_email"] = ask_text(hub, "contact_email")
            show_caption("A role and a shared mailbox outlast a person. Templates print both.")
        with st.container(gap="xxsmall"):
            codes = st.text_input(title_of("la_codes"), ", ".join(hub.la_codes), autocomplete="off")
            show_caption(
                "Three digits each, with commas: 878, 879. A change takes effect when the school "
                "register is loaded again."
            )
        if st.form_submit_button("Save the hub", type="primary", key="go_save_hub"):
            la_codes = [code for code in codes.replace(",", " ").split() if code]
            save_changes("hub", hub, {**typed, "la_codes": la_codes})


def show_headlines_form(hub: HubSettings) -> None:
    """The KPIs whose numbers open the overview, in the order they are chosen."""
    show_heading("Headline numbers")
    show_said("headlines")
    names = {kpi.id: kpi.name for kpi in list_kpis()}
    with st.form("headlines", border=False, width=WIDTH):
        chosen = st.multiselect(
            title_of("headline_kpis"),
            list(names),
            [kpi for kpi in hub.headline_kpis if kpi in names],
            format_func=names.__getitem__,
            max_selections=MOST_HEADLINES,
            key="headlines_chosen",
        )
        show_caption(f"Up to {MOST_HEADLINES}, in the order in which they are chosen.")
        if st.form_submit_button("Save the headlines", type="primary", key="go_save_headlines"):
            save_changes("headlines", hub, {"headline_kpis": chosen})


def show_thresholds_form(hub: HubSettings) -> None:
    """Where the hub draws its lines, each with what it does."""
    show_heading("What counts")
    show_said("thresholds")
    with st.form("thresholds", border=False, width=WIDTH):
        changes: dict[str, object] = {}
        for name, what_it_does in THRESHOLDS.items():
            with st.container(gap="xxsmall"):
                changes[name] = ask_threshold(hub, name)
                show_caption(what_it_does)
        for name, which in SWITCHES.items():
            with st.container(gap="xxsmall"):
                changes[name] = st.checkbox(title_of(name), getattr(hub, name))
                show_caption(which)
        if st.form_submit_button("Save what counts", type="primary", key="go_save_thresholds"):
            save_changes("thresholds", hub, changes)


def ask_text(hub: HubSettings, name: str) -> str:
    return st.text_input(title_of(name), getattr(hub, name), autocomplete="off")


def ask_threshold(hub: HubSettings, name: str) -> str:
    value = getattr(hub, name)
    if isinstance(value, str):
        return ask_text(hub, name)
    return ask_number(title_of(name), value)


def ask_number(label: str, value: float) -> str:
    """A number as text: the check says in words what will not do."""
    return st.text_input(label, f"{value:g}", autocomplete="off").strip()


def save_changes(form: str, hub: HubSettings, changes: dict[str, object]) -> None:
    Form(form).save(lambda: explain_hub_changes(hub, save_hub(changes, actor=current_actor())))


def title_of(name: str) -> str:
    return HubSettings.model_fields[name].title or name
