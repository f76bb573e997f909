"""The form of breaks in series: from when numbers cannot be compared with those before, and why."""

import streamlit as st

from hubdata.services.actor import current_actor
from hubdata.services.results.breaks import (
    USUAL_BREAKS,
    SeriesBreak,
    list_breaks,
    parse_break,
    save_breaks,
)
from hubdata.wording import first_lower
from pages.components.kit.forms import Form, show_faults, show_said
from pages.components.kit.look import show_heading, show_text

WIDTH = 760
BLANK_LINES = 1


def show_breaks_form() -> None:
    """A line for each break, and an empty one; a line without a beginning is taken away."""
    show_heading("Breaks in series")
    show_text(
        "From such a term or year on, numbers are not compared with those before: charts have a "
        "gap and the reason, and no change, growth or projection reaches across. To take one away, "
        "empty its first field."
    )
    show_said("breaks")
    form = Form("breaks")
    breaks = list_breaks()
    with st.form("breaks", border=False, width=WIDTH):
        typed = [ask_break(at, one) for at, one in enumerate(breaks)]
        typed += [ask_break(len(breaks) + at, None) for at in range(BLANK_LINES)]
        if st.form_submit_button("Save the breaks", type="primary", key="go_save_breaks"):
            wanted = [
                found
                for first, reason, kpi in typed
                if first.strip()
                and (
                    found := form.read(
                        first,
                        lambda text, reason=reason, kpi=kpi: parse_break(text, reason, kpi),
                        what="Breaks in series",
                        instead=None,
                    )
                )
            ]
            form.save(lambda: save_breaks(wanted, actor=current_actor()))
    if breaks != USUAL_BREAKS and st.button("Set the usual breaks again", key="usual_breaks"):
        form = Form("breaks")
        form.save(lambda: save_breaks(USUAL_BREAKS, actor=current_actor()))
        if form.faults:
            show_faults(form.faults)


def ask_break(at: int, one: SeriesBreak | None) -> tuple[str, str, str]:
    """The three fields of a break; what they are is said in each label, for those who hear it."""
    number = at + 1
    first, reason, kpi = st.columns([2, 5, 1.4])
    told = first_lower(one.first.label) if one else ""
    return (
        first.text_input(
            f"Break {number} from", told, placeholder="spring 2024/25", autocomplete="off"
        ),
        reason.text_input(
            f"Break {number}, why", one.reason if one else "", max_chars=60, autocomplete="off"
        ),
        kpi.text_input(
            f"Break {number}, KPI",
            one.kpi if one else "",
            placeholder="all",
            autocomplete="off",
        ),
    )
