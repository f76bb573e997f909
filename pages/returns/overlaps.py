"""Told twice: the same activity as a school and a partner, or two partners, told of it; whose
telling counts is decided here, once, side by side.
"""

import streamlit as st

from hubdata.services.hub import current_term
from hubdata.services.intake.overlaps import load_cases
from pages.components.around.filters import chosen_period
from pages.components.kit.astray import note_unknown
from pages.components.kit.downloads import show_downloads
from pages.components.kit.look import Button, show_caption, show_empty, show_title
from pages.components.kit.paging import read_page
from pages.components.kit.places import UPLOAD
from pages.components.returns.cached_returns import (
    read_overlap,
    read_overlap_counts,
    read_overlaps,
)
from pages.components.returns.overlaps import (
    CASE,
    build_overlap_sheet,
    count_in,
    explain_overlaps,
    show_case,
    show_cases,
    show_others,
)
from pages.components.returns.return_acts import show_outcome
from pages.components.standing.choices import choose

SHOWN = {"open": "To decide", "all": "All"}

period = chosen_period() or current_term()
counts = read_overlap_counts()
count = count_in(counts, period)
show_title(explain_overlaps(count, period))
show_outcome()
show_others(counts, period)
if not count.total:
    show_empty(
        "No overlap was found",
        "Returns of schools and partners are compared whenever one is accepted: the same school, "
        "activity and provider. What two of them tell of is listed here, side by side.",
        Button("Upload returns", UPLOAD),
    )
    st.stop()
show_caption("Each counts once: by a rule until somebody decides, then as decided.")
only_waiting = choose("Show", SHOWN, key="show") != "all" and count.waiting > 0
total = count.waiting if only_waiting else count.total
page = read_page(total)
cases = read_overlaps(period, only_waiting=only_waiting, page=page)
asked = st.query_params.get(CASE, "")
show_cases(cases, total, page, caption=f"Told by two sources, {period.label}")
show_downloads(
    lambda: build_overlap_sheet(load_cases(period)), "told by two sources", key="overlaps_file"
)
found = read_overlap(period, asked) if asked else None
if asked and found is None:
    note_unknown("activity told twice", asked, shown="the first of the list")
case = found or next(iter(cases), None)
if case:
    show_case(case)
