"""Snapshots: terms and years frozen as they were reported, what is other now, and why."""

import streamlit as st

from hubdata.services.reports.snapshots import list_snapshots
from hubdata.wording import first_upper, number_word
from pages.components.around.filters import chosen_period
from pages.components.kit.astray import note_unknown
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_comparison, read_frame
from pages.components.kit.look import show_title
from pages.components.reports.one_snapshot import (
    show_causes,
    show_frozen,
    show_reproduction,
    show_revisions,
    show_snapshot_head,
)
from pages.components.reports.snapshot_list import show_freeze_form, show_snapshot_list

hub = read_frame()
if is_beginning(hub):
    st.stop()
snapshots = list_snapshots()
asked = st.query_params.get("snapshot", "")
if asked in [one.name for one in snapshots]:
    comparison = read_comparison(asked)
    show_snapshot_head(comparison)
    show_revisions(comparison, hub.authorities)
    show_causes(comparison.causes)
    show_frozen(comparison.snapshot, hub.authorities)
    show_reproduction(comparison.snapshot)
else:
    if asked:
        note_unknown("snapshot", asked, shown="the list of snapshots")
    count = len(snapshots)
    number = first_upper(number_word(count)) if count else "No"
    show_title("One snapshot is kept" if count == 1 else f"{number} snapshots are kept")
    show_snapshot_list(snapshots)
    show_freeze_form(hub.periods, chosen_period() or hub.default)
