"""School register: how many schools the hub has, which files say so, and loading newer ones."""

import streamlit as st

from hubdata import calendar, wording
from hubdata.calendar import parse_day
from hubdata.services.actor import current_actor
from hubdata.services.clock import today
from hubdata.services.registers.register import drop_own_list
from hubdata.services.registers.register_sources import SchoolCounts, list_loads
from hubdata.services.settings import load_hub
from pages.components.hub.register_files import show_loading, show_loads, show_sources
from pages.components.kit.forms import Form, keep_said, show_faults, show_said
from pages.components.kit.look import show_caption, show_heading, show_text, show_title
from pages.components.kit.tables import Column, Group, show_table
from pages.components.returns.cached_returns import read_school_counts


def explain_schools(counts: SchoolCounts) -> str:
    names = list(counts.authorities.values())
    place = names[0] if len(names) == 1 else f"{len(names)} authorities"
    schools = "school" if counts.total == 1 else "schools"
    return f"The hub counts {counts.total:,} {schools} in {place}"


def explain_day_counted(counts: SchoolCounts) -> str:
    said = f"{counts.total:,} open state-funded schools on {wording.explain_day(counts.day)}"
    if counts.register_date is None or counts.register_date <= counts.day:
        register = wording.explain_day(counts.register_date) if counts.register_date else "no date"
        return f"{said}, as the register of {register} has them."
    first = wording.explain_day(counts.register_date)
    return f"{said}. No register is that old: the first one, of {first}, stands for it."


def show_counts() -> None:
    show_heading("Schools by phase and authority")
    form = Form("counts")
    typed = st.text_input("As at", calendar.write_day(today()), autocomplete="off", width=200)
    counts = read_school_counts(form.read(typed, parse_day, what="As at", instead=today()))
    if form.faults:
        show_faults(form.faults)
    show_caption(explain_day_counted(counts))
    codes = list(counts.authorities)
    columns = [
        Column("Phase"),
        *(Column(name, "right") for name in counts.authorities.values()),
        Column("Hub", "right", weight="strong"),
    ]
    rows = [
        (phase, *(counts.count(phase=phase, la_code=code) for code in codes), number)
        for phase in counts.phases
        if (number := counts.count(phase=phase))
    ]
    total = ("All phases", *(counts.count(la_code=code) for code in codes), counts.total)
    show_table(
        columns,
        [Group("", [*rows, total])],
        caption=f"Open state-funded schools on {wording.explain_day(counts.day)}",
        key="counts",
        file_name="schools by phase",
    )


def show_own_list(counts: SchoolCounts) -> None:
    show_heading("The hub's own list is in use")
    show_text(
        f"In every rate, the hub's own list of reportable schools ({counts.own_list:,}) stands for "
        f"the {counts.total:,} of the register."
    )
    if st.button("Go back to the register's schools"):
        drop_own_list(actor=current_actor())
        keep_said("register", ["The register's schools are counted again."])
        st.rerun()


hub, loads, counts = load_hub(), list_loads(), read_school_counts(today())
if counts.register_date is None:
    show_title("No school is in the register yet", above="School register")
    show_text(
        "Every rate counts schools or pupils of this register. It is made from public files: "
        "begin with the GIAS extract; the others add to it. Download them, then load them here."
    )
else:
    show_title(explain_schools(counts), above="School register")
show_said("register")
if hub.is_sample:
    show_text("These are the sample hub's schools. Start your own hub before loading real files.")
if counts.register_date is not None:
    show_counts()
if counts.own_list:
    show_own_list(counts)
show_loading(hub.la_codes)
show_heading("Where to get each file, and what it is for")
show_sources(loads)
if loads:
    show_heading("What was loaded")
    show_loads(loads)
