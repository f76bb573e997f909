"""Who has returned: every school, partner or lead organisation a return is expected of, how far it
is, prefilled workbooks to send out, reminders, and how it went over the terms.
"""

import streamlit as st

from hubdata.services.hub import current_term
from hubdata.services.tracking.chasing import load_reminded
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.kit.cached import read_frame, read_tracker
from pages.components.kit.look import Button, show_empty, show_title
from pages.components.kit.places import PARTNER_REGISTER, REGISTER
from pages.components.returns.chasing import show_chasing
from pages.components.returns.return_coverage import show_coverage
from pages.components.returns.tracking import (
    choose_kind,
    choose_rows,
    explain_tracker,
    show_counts,
    show_rows,
    show_templates,
    show_unexpected,
)

EMPTY = {
    "school-return": (
        "The hub has no schools yet",
        "Load the public register of schools: it says of whom a return is expected.",
        Button("Load the school register", REGISTER),
    ),
    "partner-return": (
        "No partnership lasts in this term",
        "Partners whose agreement lasts in a term are asked. Add them to the partner register.",
        Button("Partner register", PARTNER_REGISTER),
    ),
}

period, la_code = chosen_period() or current_term(), chosen_authority()
title = st.container()
kind = choose_kind()
tracker = read_tracker(period, kind=kind).within(la_code)
with title:
    show_title(explain_tracker(tracker))
if not tracker.rows:
    show_empty(*EMPTY[kind])
    show_unexpected(tracker)
    st.stop()
authorities = read_frame().authorities
show_counts(tracker)
rows = choose_rows(tracker)
show_templates(tracker, rows)
show_chasing(tracker, rows)
reminded = load_reminded(period, kind=kind)
show_rows(tracker, rows, reminded=reminded, authorities=authorities)
show_unexpected(tracker)
show_coverage(period, kind=kind, la_code=la_code, authorities=authorities)
