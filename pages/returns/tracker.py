"""Who has returned: every school a return is expected of, how far it is, and prefilled workbooks to
send out.
"""

import streamlit as st

from hubdata.services.chasing import load_reminded
from hubdata.services.hub import current_term
from pages.components.cached import read_tracker
from pages.components.chasing import show_chasing
from pages.components.filters import chosen_authority, chosen_period
from pages.components.look import Button, show_empty, show_title
from pages.components.places import REGISTER
from pages.components.tracking import (
    choose_rows,
    explain_tracker,
    show_counts,
    show_rows,
    show_templates,
    show_unexpected,
)

period = chosen_period() or current_term()
tracker = read_tracker(period).within(chosen_authority())
show_title(explain_tracker(tracker))
if not tracker.rows:
    show_empty(
        "The hub has no schools yet",
        "Load the public register of schools: it says of whom a return is expected.",
        Button("Load the school register", REGISTER),
    )
    st.stop()
show_counts(tracker)
rows = choose_rows(tracker)
show_templates(period, rows)
show_chasing(tracker, rows)
show_rows(tracker, rows, reminded=load_reminded(period))
show_unexpected(tracker)
