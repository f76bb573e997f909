"""Snapshots: the list of what was frozen, and freezing a term or year under a name."""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.reports.snapshots import SnapshotInfo, freeze_period
from pages.components.kit.forms import Form, show_said
from pages.components.kit.linked import to
from pages.components.kit.look import show_empty, show_heading, show_text
from pages.components.kit.places import SNAPSHOTS
from pages.components.kit.tables import Cell, Column, Group, show_table

WIDTH = 640
COLUMNS = (
    *(Column("Name"), Column("Of"), Column("For"), Column("As at")),
    *(Column("Frozen"), Column("By")),
)


def show_snapshot_list(snapshots: Sequence[SnapshotInfo]) -> None:
    """Every snapshot, the newest first; each leads to what is other now."""
    if not snapshots:
        show_empty(
            "Nothing was frozen yet.",
            "Freeze a term below before it is reported: its numbers are then kept with all they "
            "rest on, and a later correction shows as a revision with its cause.",
        )
        return
    rows = [
        [
            Cell(one.name, to(SNAPSHOTS, snapshot=one.name)),
            wording.name_period(one.period),
            one.purpose or "–",
            wording.explain_day(one.as_at),
            wording.explain_moment(one.created_at),
            one.created_by,
        ]
        for one in snapshots
    ]
    show_table(
        COLUMNS, [Group("", rows)], caption="Snapshots", key="snapshots", file_name="snapshots"
    )


def show_freeze_form(periods: Sequence[Period], period: Period) -> None:
    """A name, what for, and which term or year."""
    show_heading("Freeze a term or year")
    show_text(
        "Results, coverage, definitions, the register's date and the accepted return versions are "
        "kept as they are now. A snapshot is never changed or overwritten."
    )
    show_said("freeze")
    form = Form("freeze")
    with st.form("freeze", border=False, width=WIDTH):
        name = st.text_input("Name, such as Board March 2027", autocomplete="off")
        purpose = st.text_input("For whom: the board, the funder", autocomplete="off")
        chosen = st.selectbox(
            "What to freeze",
            list(periods),
            index=list(periods).index(period) if period in periods else 0,
            format_func=wording.name_period,
        )
        if st.form_submit_button("Freeze it", type="primary", key="go_freeze"):
            form.save(lambda: freeze(name, chosen, purpose=purpose))


def freeze(name: str, period: Period, *, purpose: str) -> list[str]:
    info = freeze_period(name.strip(), period, actor=current_actor(), purpose=purpose.strip())
    return [f"{wording.name_period(info.period)} is frozen as {info.name}."]
